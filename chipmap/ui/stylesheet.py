"""The one style sheet of the window, made from tokens.

Fusion and the palette do most of the work; this states only what they cannot: radii, borders, the focus
ring and the text roles. A widget asks for its look with `setProperty("look", …)`, a label for its text with
`setProperty("role", …)` and `setProperty("ink", …)`, so a change of theme reaches every widget without
code.
"""

from __future__ import annotations

from chipmap.model.host.paths import resource
from chipmap.ui.tokens import (
    CONTROL_HEIGHT,
    FOOTER_CONTROL_HEIGHT,
    RADIUS_CARD,
    RADIUS_CONTROL,
    RADIUS_INNER,
    TYPE,
    Tokens,
)

_INKS = ("text", "text2", "text3", "accent", "warn", "danger", "success", "on_accent")


def stylesheet(tokens: Tokens, text_scale: float) -> str:
    """The style sheet for one theme at one text size."""
    parts = (_texts, _buttons, _tool_buttons, _choices, _fields, _tables, _menus, _surfaces)
    return "\n".join(part(tokens, text_scale) for part in parts)


def _px(size: float, text_scale: float) -> str:
    return f"{round(size * text_scale)}px"


def _image(name: str, tokens: Tokens) -> str:
    return f'url("{resource(f"theme/{name}-{tokens.name}.svg").as_posix()}")'


def _texts(tokens: Tokens, scale: float) -> str:
    rules = [
        f'QLabel[role="{role}"] {{ font-size: {_px(style.size, scale)}; font-weight: {style.weight}; }}'
        for role, style in TYPE.items()
    ]
    rules += [f'QLabel[ink="{ink}"] {{ color: {getattr(tokens, ink)}; }}' for ink in _INKS]
    rules.append(f"QLabel:disabled {{ color: {tokens.text3}; }}")
    return "\n".join(rules)


def _buttons(tokens: Tokens, scale: float) -> str:
    height, footer = (
        f"{round(control * scale) - 2}px" for control in (CONTROL_HEIGHT, FOOTER_CONTROL_HEIGHT)
    )
    size = _px(14, scale)
    return f"""
QPushButton {{
    min-height: {height}; padding: 0 13px; border: 1px solid {tokens.line_strong};
    border-radius: {RADIUS_CONTROL}px; background: {tokens.surface}; color: {tokens.text};
    font-size: {size}; font-weight: 600;
}}
QPushButton[stands="footer"] {{ min-height: {footer}; }}
QPushButton:hover {{ background: {tokens.surface2}; border-color: {tokens.text3}; }}
QPushButton:pressed {{ background: {tokens.accent_soft}; }}
QPushButton:focus {{ border: 2px solid {tokens.focus}; padding: 0 12px; }}
QPushButton:disabled {{ color: {tokens.text3}; background: {tokens.surface2}; border-color: {tokens.line}; }}
QPushButton[look="primary"] {{
    background: {tokens.accent}; color: {tokens.on_accent}; border-color: {tokens.accent};
}}
QPushButton[look="primary"]:hover {{
    background: {tokens.accent_hover}; border-color: {tokens.accent_hover};
}}
QPushButton[look="primary"]:focus {{ border: 2px solid {tokens.text}; }}
QPushButton[look="primary"]:disabled {{
    background: {tokens.surface2}; color: {tokens.text3}; border-color: {tokens.line};
}}
QPushButton[look="quiet"] {{ background: transparent; color: {tokens.accent}; border-color: transparent; }}
QPushButton[look="quiet"]:hover {{ background: {tokens.accent_soft}; }}
QPushButton[look="quiet"]:focus {{ border: 2px solid {tokens.focus}; }}
QPushButton[look="quiet"]:disabled {{ color: {tokens.text3}; }}
QPushButton[look="link"] {{
    background: transparent; color: {tokens.accent}; border-color: transparent; padding: 0 1px;
    min-height: {_px(26, scale)};
}}
QPushButton[look="link"]:hover {{ color: {tokens.accent_hover}; text-decoration: underline; }}
QPushButton[look="link"]:focus {{ border: 2px solid {tokens.focus}; padding: 0; }}
QPushButton[look="link"][type="caption"] {{
    font-size: {_px(12, scale)}; min-height: {_px(20, scale)}; font-weight: 500;
}}
QPushButton[look="danger"] {{ color: {tokens.danger}; }}
QPushButton::menu-indicator {{ width: 0; }}
"""


def _tool_buttons(tokens: Tokens, scale: float) -> str:
    return f"""
QToolButton {{
    border: 1px solid transparent; border-radius: {RADIUS_CONTROL}px; background: transparent;
    color: {tokens.text2}; padding: 6px;
}}
QToolButton:hover {{ background: {tokens.accent_soft}; }}
QToolButton:focus {{ border: 2px solid {tokens.focus}; padding: 5px; }}
QToolButton[look="bordered"] {{ border-color: {tokens.line_strong}; background: {tokens.surface}; }}
QToolButton[look="bordered"]:checked {{
    background: {tokens.accent_soft}; color: {tokens.accent}; border-color: {tokens.accent};
}}
QToolButton[look="bordered"]:hover {{ background: {tokens.accent_soft}; }}
QToolButton[look="bordered"]:focus {{ border-color: {tokens.focus}; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton[look="pill"] {{
    border-radius: {round(CONTROL_HEIGHT * scale) // 2}px; background: {tokens.surface};
    color: {tokens.text2};
    padding: 0 14px; font-size: {_px(13, scale)};
}}
QPushButton[look="pill"]:checked {{
    background: {tokens.accent_soft}; color: {tokens.accent}; border-color: {tokens.accent};
}}
QPushButton[look="pill"]:focus {{ border: 2px solid {tokens.focus}; padding: 0 13px; }}
"""


def _choices(tokens: Tokens, scale: float) -> str:
    box = _px(18, scale)
    return f"""
QCheckBox, QRadioButton {{
    spacing: 8px; padding: 3px; border: 2px solid transparent; border-radius: {RADIUS_CONTROL}px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {tokens.focus}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {box}; height: {box}; border: 1px solid {tokens.line_strong}; border-radius: {RADIUS_INNER}px;
    background: {tokens.surface};
}}
QRadioButton::indicator {{ border-radius: {round(10 * scale)}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {tokens.accent}; border-color: {tokens.accent}; image: {_image("check", tokens)};
}}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
    background: {tokens.accent}; border-color: {tokens.accent}; image: {_image("minus", tokens)};
}}
QRadioButton::indicator:checked {{
    background: {tokens.surface}; border: {round(6 * scale)}px solid {tokens.accent};
    width: {_px(8, scale)}; height: {_px(8, scale)};
}}
QSlider {{ min-height: {_px(24, scale)}; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {tokens.line}; }}
QSlider::sub-page:horizontal {{ height: 6px; border-radius: 3px; background: {tokens.accent}; }}
QSlider::handle:horizontal {{
    width: 18px; height: 18px; margin: -6px 0; border-radius: 9px; background: {tokens.accent};
}}
QSlider::handle:horizontal:focus {{ background: {tokens.focus}; border: 2px solid {tokens.surface}; }}
QProgressBar {{
    border: 0; border-radius: 4px; background: {tokens.line}; min-height: 8px; max-height: 8px;
    text-align: center;
}}
QProgressBar::chunk {{ border-radius: 4px; background: {tokens.accent}; }}
"""


def _fields(tokens: Tokens, scale: float) -> str:
    height = f"{round(CONTROL_HEIGHT * scale) - 2}px"
    return f"""
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {{
    border: 1px solid {tokens.line_strong}; border-radius: {RADIUS_CONTROL}px; background: {tokens.surface};
    color: {tokens.text}; selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {height}; padding: 0 10px; }}
QPlainTextEdit, QTextEdit {{ padding: 7px 8px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {tokens.focus}; padding: 0 9px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {tokens.focus}; padding: 6px 7px; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] {{
    border: 2px solid {tokens.danger}; padding: 0 9px;
}}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
    min-height: 0; border: 0; padding: 0 0 0 8px; background: transparent;
}}
QLineEdit:disabled, QComboBox:disabled {{ background: {tokens.surface2}; color: {tokens.text3}; }}
QComboBox {{ font-weight: 500; }}
QComboBox::drop-down {{ border: 0; width: {_px(28, scale)}; }}
QComboBox::down-arrow {{
    image: {_image("chevron-down", tokens)}; width: {_px(16, scale)}; height: {_px(16, scale)};
}}
QComboBox QAbstractItemView {{
    border: 1px solid {tokens.line}; background: {tokens.surface}; outline: 0; padding: 4px;
    selection-background-color: {tokens.accent_soft}; selection-color: {tokens.text};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    border: 0; width: {_px(22, scale)}; background: transparent;
}}
QAbstractSpinBox::up-arrow {{ image: {_image("chevron-up", tokens)}; width: 14px; height: 14px; }}
QAbstractSpinBox::down-arrow {{ image: {_image("chevron-down", tokens)}; width: 14px; height: 14px; }}
"""


def _tables(tokens: Tokens, scale: float) -> str:
    # Without arrows of its own Fusion points down for "smallest first"; spreadsheets point up.
    return f"""
QTableView, QTreeView, QListView {{
    border: 1px solid {tokens.line}; border-radius: {RADIUS_CARD}px; background: {tokens.surface};
    gridline-color: {tokens.line}; outline: 0;
    selection-background-color: {tokens.accent_soft}; selection-color: {tokens.text};
}}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 2px solid {tokens.focus}; }}
QTableView[look="grid"], QTableView[look="grid"]:focus {{ border: 0; border-radius: 0; }}
QTableView[look="grid"]::corner {{ background: transparent; border: 0; }}
QListView[look="plain"] {{ border: 2px solid transparent; background: transparent; }}
QListView[look="plain"]:focus {{ border-color: {tokens.focus}; }}
QListView[look="slides"], QListView[look="slides"]:focus {{ border: 0; border-radius: 0; }}
QListView::item, QTreeView::item {{ padding: 0 10px; min-height: {_px(36, scale)}; }}
QTableView[look="rows"]::item {{ padding: 0 7px; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{
    background: {tokens.accent_soft}; color: {tokens.text};
}}
QHeaderView {{ background: {tokens.surface2}; border: 0; }}
QHeaderView::section {{
    background: {tokens.surface2}; color: {tokens.text2}; border: 0; border-bottom: 1px solid {tokens.line};
    padding: 0 10px; min-height: {_px(38, scale)}; font-size: {_px(13, scale)}; font-weight: 600;
}}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: {_px(14, scale)}; height: {_px(14, scale)}; }}
QHeaderView::up-arrow {{ image: {_image("chevron-up", tokens)}; }}
QHeaderView::down-arrow {{ image: {_image("chevron-down", tokens)}; }}
QTableCornerButton::section {{ background: {tokens.surface2}; border: 0; }}
QTabBar::tab {{
    padding: 8px 4px; margin-right: 20px; color: {tokens.text2}; border: 0;
    border-bottom: 2px solid transparent; font-weight: 600;
}}
QTabBar::tab:selected {{ color: {tokens.accent}; border-bottom-color: {tokens.accent}; }}
QTabBar::tab:focus {{ color: {tokens.focus}; }}
QTabWidget::pane {{ border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {tokens.line_strong}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _menus(tokens: Tokens, scale: float) -> str:
    return f"""
QMenu {{
    background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.line}; padding: 6px;
}}
QMenu::item {{
    padding: {_px(8, scale)} {_px(24, scale)} {_px(8, scale)} {_px(10, scale)};
    border-radius: {RADIUS_INNER}px;
}}
QMenu::item:selected {{ background: {tokens.accent_soft}; color: {tokens.text}; }}
QMenu::item:disabled {{ color: {tokens.text3}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {tokens.line}; margin: 6px 4px; }}
QToolTip {{
    background: {tokens.toast}; color: {tokens.toast_text}; border: 0; padding: 6px 8px;
    font-size: {_px(13, scale)};
}}
"""


def _surfaces(tokens: Tokens, _scale: float) -> str:
    card = f"border: 1px solid {tokens.line}; border-radius: {RADIUS_CARD}px;"
    return f"""
QFrame[look="canvas"] {{ background: {tokens.canvas}; }}
QFrame[look="surface"] {{ background: {tokens.surface}; }}
QFrame[look="card"] {{ background: {tokens.surface}; {card} }}
QFrame[look="card2"] {{ background: {tokens.surface2}; {card} }}
QFrame[look="line"] {{ background: {tokens.line}; }}
QFrame[look="warn"] {{ background: {tokens.warn_soft}; border-radius: {RADIUS_CONTROL}px; }}
QFrame[look="danger"] {{ background: {tokens.danger_soft}; border-radius: {RADIUS_CONTROL}px; }}
QFrame[look="success"] {{ background: {tokens.success_soft}; border-radius: {RADIUS_CONTROL}px; }}
QFrame[look="accent"] {{ background: {tokens.accent_soft}; border-radius: {RADIUS_CONTROL}px; }}
QDialog {{ background: {tokens.surface}; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea:focus {{ border: 2px solid {tokens.focus}; }}
QScrollArea > QWidget > QWidget[look="clear"] {{ background: transparent; }}
"""
