"""The page of a reading: one file that holds everything, for a browser, for paper, for a phone."""

from bot.reply.report.frame import Sheet
from bot.reply.report.page import render_report

__all__ = ["Sheet", "render_report"]
