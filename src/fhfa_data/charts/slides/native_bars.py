"""A native bar chart: whoever gets the slides can change its numbers and looks."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from fhfa_data.charts.slides.frame import INK, Box, describe
from fhfa_data.model.figures import Unit
from fhfa_data.views.outcome import Bar, Bars

_OWN, _WIDER = "0E4263", "8FA9BC"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_bars(slide: Any, box: Box, name: str, shown: Bars) -> None:
    """The place's bar, dark and first, over those of wider areas; limits as thin lines."""
    bars = shown.bars[::-1]  # a bar chart's first row is its lowest
    data = CategoryChartData(number_format=number_format(shown))
    with_limits = any(one.interval for one in bars)
    data.categories = [_category(one) if with_limits else one.name for one in bars]
    data.add_series(shown.unit_label or name, [one.value for one in bars])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu, data)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    plot = chart.plots[0]
    plot.gap_width = 60
    if not with_limits:  # a thin line would run through the label
        _label(plot, number_format(shown))
    _axes(chart, number_format(shown), shown.unit)
    _paint(plot.series[0], len(bars))
    if with_limits:
        _add_limits(plot.series[0], bars)
    describe(frame, name, in_words(name, shown))


def number_format(shown: Bars) -> str:
    """How a spreadsheet writes the values.

    >>> number_format(Bars((), Unit.PERCENT, "% of residents", 1))
    '#,##0.0"%"'
    >>> number_format(Bars((), Unit.PROPORTION, "", 1)), number_format(Bars((), Unit.PEOPLE, "", 0))
    ('0.0%', '#,##0')
    """
    places = f".{'0' * shown.decimals}" if shown.decimals else ""
    if shown.unit is Unit.PROPORTION:
        return f"0{places}%"
    return f'#,##0{places}"%"' if shown.unit is Unit.PERCENT else f"#,##0{places}"


def in_words(name: str, shown: Bars) -> str:
    """The chart as a sentence.

    >>> bar = Bar("Leigh West", 41.26, "41.3%")
    >>> in_words("Residents in Core20", Bars((bar,), Unit.PERCENT, "% of residents", 1))
    'Bar chart. Residents in Core20, % of residents: Leigh West 41.3%.'
    """
    said = "; ".join(_category(one) for one in shown.bars)
    unit = f", {shown.unit_label}" if shown.unit_label else ""
    return f"Bar chart. {name}{unit}: {said}."


def _category(one: Bar) -> str:
    limits = f" (95% confidence: {one.interval})" if one.interval else ""
    return f"{one.name} {one.text}{limits}"


def _label(plot: Any, numbers: str) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = numbers, False
    labels.show_value = True
    labels.font.size = Pt(18)
    labels.font.color.rgb = RGBColor.from_string(INK)


def _axes(chart: Any, numbers: str, unit: Unit) -> None:
    chart.category_axis.tick_labels.font.size = Pt(18)
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(_WIDER)
    value, drawn = chart.value_axis, [one for plot in chart.plots for one in plot.series[0].values]
    value.has_major_gridlines = False
    value.minimum_scale = min(0, *drawn)
    if unit is Unit.PERCENT and 80 < max(drawn) <= 100:
        value.maximum_scale = 100  # PowerPoint would go on to 120%
    value.tick_labels.font.size = Pt(12)
    value.tick_labels.number_format = numbers
    value.tick_labels.number_format_is_linked = False


def _paint(series: Any, many: int) -> None:
    for at in range(many):
        fill = series.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(_OWN if at == many - 1 else _WIDER)


def _add_limits(series: Any, bars: tuple[Bar, ...]) -> None:
    """95% confidence limits, as error bars; python-pptx has no call for them."""
    plus = [0.0 if one.high is None else one.high - one.value for one in bars]
    minus = [0.0 if one.low is None else one.value - one.low for one in bars]
    limits = etree.fromstring(
        f'<c:errBars xmlns:c="{_CHART}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_numbers(plus)}</c:plus>'
        f"<c:minus>{_numbers(minus)}</c:minus></c:errBars>"
    )
    series._element.find(f"{{{_CHART}}}cat").addprevious(limits)


def _numbers(values: list[float]) -> str:
    points = (f'<c:pt idx="{at}"><c:v>{one:.10g}</c:v></c:pt>' for at, one in enumerate(values))
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:numLit><c:formatCode>General</c:formatCode>{count}{''.join(points)}</c:numLit>"
