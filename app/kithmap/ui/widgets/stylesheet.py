"""The style sheet of the window, made from the colours in force. Widgets choose a look by the property `look`.

Looks of labels: heading, subheading, quiet, badge, banner. Looks of buttons: primary, plain (no frame), card, segment
(one of a joined row: set `place` to first, middle, last or only), chip, pill, fold (header of a folded section).
"""

from kithmap.layout.style import Colours


def stylesheet(colours: Colours, scale: float) -> str:
    """The Qt style sheet for these colours; `scale` is the text size, 1.0 to 2.0."""
    c = colours
    small = 0.86 * 10.5 * scale
    body = 10.5 * scale
    heading = 1.28 * 10.5 * scale
    pad = round(5 * min(scale, 1.4))
    return f"""
QWidget {{ color: {c.ink}; }}
QMainWindow, QDialog, QWidget#window {{ background: {c.surface}; }}
QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.ring_line}; padding: 4px; }}
QLabel[look="title"] {{ font-size: {heading * 1.5:.1f}pt; font-weight: 700; }}
QLabel[look="heading"] {{ font-size: {heading:.1f}pt; font-weight: 700; }}
QLabel[look="subheading"] {{ font-size: {body * 0.95:.1f}pt; font-weight: 700; color: {c.ring_line if c.dark else c.action}; }}
QLabel[look="quiet"] {{ font-size: {small:.1f}pt; color: {c.quiet_ink}; }}
QLabel[look="badge"] {{ font-size: {small:.1f}pt; border: 1px solid {c.ring_line}; border-radius: 8px; padding: 1px 7px; }}
QLabel[look="banner"] {{ background: {c.raised}; border: 1px solid {c.ring_line}; border-radius: 8px; padding: 8px 12px; }}
QFrame[look="panel"] {{ background: {c.surface}; border: 0; }}
QFrame[look="bar"] {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.rule}; }}
QFrame[look="strip"] {{ background: {c.raised}; border: 0; border-bottom: 1px solid {c.ring_line}; }}
QFrame[look="footer"] {{ background: {c.surface}; border: 0; border-top: 1px solid {c.rule}; }}
QFrame[look="line"] {{ background: {c.rule}; max-height: 1px; min-height: 1px; border: 0; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QFrame[look="box"]:focus {{ border: 2px solid {c.accent}; }}
QFrame[look="worker"] {{ background: {c.raised}; border: 1px dashed {c.ring_line}; border-radius: 8px; }}
QFrame[look="box"] {{ background: {c.surface}; border: 1px solid {c.quiet_ink}; border-radius: 8px; }}
QSplitter::handle {{ background: {c.rule}; }}
QSplitter::handle:hover {{ background: {c.ring_line}; }}

QPushButton, QToolButton {{
  background: {c.surface}; border: 1px solid {c.quiet_ink}; border-radius: 8px; padding: {pad}px {pad * 2 + 2}px;
  min-height: {24 if scale < 1.2 else 28}px;
}}
QPushButton:hover, QToolButton:hover {{ background: {c.raised}; border-color: {c.accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.rings[0]}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.quiet_ink}; border-color: {c.rule}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: {pad - 1}px {pad * 2 + 1}px; }}
QPushButton[weight="large"] {{ min-height: {round(30 * min(scale, 1.5))}px; }}
QPushButton[look="primary"] {{ background: {c.action}; color: {c.on_action}; border-color: {c.action}; font-weight: 700; }}
QPushButton[look="primary"]:hover {{ background: {c.accent}; color: {c.on_accent}; }}
QPushButton[look="primary"]:disabled {{ background: {c.surface}; color: {c.quiet_ink}; border-color: {c.rule}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {c.ink}; }}
QPushButton[look="plain"], QToolButton[look="plain"] {{ border: 1px solid transparent; background: transparent; padding: {pad}px; }}
QPushButton[look="plain"]:hover, QToolButton[look="plain"]:hover {{ background: {c.raised}; }}
QPushButton[look="plain"]:focus, QToolButton[look="plain"]:focus {{ border: 2px solid {c.accent}; padding: {pad - 1}px; }}
QPushButton[look="link"] {{ border: 1px solid transparent; background: transparent; color: {c.action}; font-weight: 700; text-align: left; padding: {pad}px 1px; }}
QPushButton[look="link"]:hover {{ text-decoration: underline; }}
QPushButton[look="link"]:focus {{ border: 2px solid {c.accent}; padding: {pad - 1}px 0; }}
QPushButton[look="fold"] {{ border: 1px solid transparent; background: transparent; text-align: left; font-weight: 700; padding: {pad + 2}px 1px {pad + 2}px 18px; }}
QPushButton[look="fold"]:hover {{ background: {c.raised}; }}
QPushButton[look="fold"]:focus {{ border: 2px solid {c.accent}; padding: {pad + 1}px 0 {pad + 1}px 17px; }}
QPushButton[look="pill"] {{ border-radius: {13 if scale < 1.2 else 15}px; padding: {pad - 3}px {pad * 2}px; font-size: {body * 0.93:.1f}pt; }}
QPushButton[look="pill"]:focus {{ padding: {pad - 4}px {pad * 2 - 1}px; }}
QPushButton[look="pill"]::menu-indicator {{ width: 0; image: none; }}
QPushButton[look="pill"]:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[look="segment"] {{ border-radius: 0; margin-left: -1px; padding: {pad}px {pad * 2}px; }}
QPushButton[look="segment"][place="first"] {{ border-top-left-radius: 8px; border-bottom-left-radius: 8px; margin-left: 0; }}
QPushButton[look="segment"][place="last"] {{ border-top-right-radius: 8px; border-bottom-right-radius: 8px; }}
QPushButton[look="segment"][place="only"] {{ border-radius: 8px; margin-left: 0; }}
QPushButton[look="segment"]:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[look="segment"]:checked:focus, QPushButton[look="pill"]:checked:focus {{ border: 2px solid {c.selection}; }}
QPushButton[look="segment"][compact="yes"] {{ padding: {pad}px 0; font-size: {body * 0.93:.1f}pt; }}
QPushButton[look="segment"][compact="yes"]:checked {{ font-weight: 700; }}
QPushButton[look="name"] {{ border: 1px solid transparent; border-radius: 4px; background: transparent; text-align: left; font-size: {heading:.1f}pt; font-weight: 700; padding: 1px; min-height: 24px; }}
QPushButton[look="name"]:hover {{ background: {c.raised}; }}
QPushButton[look="name"]:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QPushButton[look="name"]:disabled {{ color: {c.ink}; }}
QLineEdit[look="name"] {{ font-size: {heading:.1f}pt; font-weight: 700; padding: 1px 4px; }}
QPushButton[look="quietlink"] {{ border: 1px solid transparent; border-radius: 4px; background: transparent; text-align: left; font-size: {small:.1f}pt; color: {c.quiet_ink}; padding: 1px; min-height: 22px; }}
QPushButton[look="quietlink"]:hover {{ text-decoration: underline; }}
QPushButton[look="quietlink"]:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QPushButton[look="card"] {{ border-radius: 10px; padding: 0; }}
QPushButton[look="card"]:focus {{ padding: 0; }}
QPushButton[look="card"]:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[look="card"]:checked:focus {{ border: 2px solid {c.selection}; }}
QPushButton[weight="touch"] {{ min-height: {round(30 * min(scale, 1.4))}px; border-radius: {round(17 * min(scale, 1.4))}px; }}
QPushButton[look="level"] {{ min-height: 0; padding: 0; border: 0; background: transparent; }}
QLabel[look="field"] {{ font-size: {small:.1f}pt; color: {c.quiet_ink}; }}
QFrame[look="strongline"] {{ background: {c.ring_line}; max-height: 1px; min-height: 1px; border: 0; }}

QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{
  background: {c.surface}; border: 1px solid {c.quiet_ink}; border-radius: 8px; padding: {pad}px 8px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {{ border: 2px solid {c.accent}; padding: {pad - 1}px 7px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: 0; padding: 0 8px; background: transparent; }}
QDateEdit::up-button, QDateEdit::down-button {{ width: 0; border: 0; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.ring_line}; selection-background-color: {c.selection}; selection-color: {c.ink}; }}
QRadioButton {{ spacing: 8px; min-height: {round(26 * min(scale, 1.5))}px; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 2px solid {c.ink}; border-radius: 8px; background: {c.surface}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.action}; border-radius: 8px; background: {c.on_action}; }}
QRadioButton:focus {{ color: {c.ink}; text-decoration: underline; }}
QCheckBox {{ spacing: 8px; min-height: 24px; }}

QMenu {{ background: {c.surface}; border: 1px solid {c.ring_line}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.rings[0]}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.quiet_ink}; }}
QMenu::separator {{ height: 1px; background: {c.rule}; margin: 4px 8px; }}

QListView, QTableView {{ background: {c.surface}; border: 0; outline: 0; alternate-background-color: {c.raised}; gridline-color: {c.rule}; }}
QListView::item {{ padding: 3px 8px; border-radius: 4px; border: 2px solid transparent; }}
QListView::item:hover {{ background: {c.raised}; }}
QListView::item:selected, QTableView::item:selected {{ background: {c.selection}; color: {c.ink}; }}
QListView::item:focus {{ border: 2px solid {c.selection_line}; }}
QTableView::item {{ padding: 0 6px; border: 2px solid transparent; }}
QTableView::item:focus {{ border: 2px solid {c.selection_line}; }}
QHeaderView::section {{ background: {c.surface}; color: {c.ink}; border: 0; border-bottom: 1px solid {c.ring_line}; padding: 6px 8px; font-weight: 700; text-align: left; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.ring_line}; border-radius: 4px; min-height: 28px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.ring_line}; border-radius: 4px; min-width: 28px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
