import streamlit as st
st.write("tbd")
