"""Times and sizes in words, as people say them."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from kithmap.ui.widgets.text import filled

translate = QCoreApplication.translate


def moment_in_words(moment: datetime, now: datetime) -> str:
    """ "Today 14:05", "Yesterday 9:30", "12 March 2026 9:30". Both are aware; said in the time of this computer."""
    local, day = moment.astimezone(), now.astimezone().date()
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    if local.date() == day:
        return filled(translate("Moments", "Today {time}"), time=time)
    if local.date() == day - timedelta(days=1):
        return filled(translate("Moments", "Yesterday {time}"), time=time)
    said = translate("Moments", "{date}, {time}", "12 March 2026, 14:05")
    return filled(said, date=day_in_words(local.date()), time=time)


def day_in_words(day: date) -> str:
    """ "12 March 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), translate("Moments", "d MMMM yyyy", "date format"))


def size_in_words(size: int) -> str:
    """A size in bytes as file managers say it: "12 kB"."""
    return QLocale().formattedDataSize(size, 0 if size < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)
