"""From a figure back to the bytes it was made from."""

from fhfa_data.tracing.trace import trace
from fhfa_data.tracing.trace_model import Input, RawFile, RawRow, Trace

__all__ = ["Input", "RawFile", "RawRow", "Trace", "trace"]
