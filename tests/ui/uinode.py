#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One accessible object of a running program: read it, press it, click it, focus it with
Tab, move it with the arrow keys.  Written for what GTK 4.8 really does."""

import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


class UiError(AssertionError):
    """A step of a user-interface test did not succeed."""


class Node:
    def __init__(self, app, acc):
        self.app, self.session, self.acc = app, app.session, acc

    def __repr__(self):
        return f"<{self.role} {self.name!r}>"

    @property
    def role(self):
        return self.acc.get_role_name() or ""

    @property
    def raw_name(self):
        return self.acc.get_name() or ""

    @property
    def name(self):
        """GTK 4.8 calls a labelled button "_Reset Reset" (or "Stay Stay"): one name."""
        plain = self.raw_name.replace("_", "")
        half = len(plain) // 2
        return (
            plain[:half] if plain[:half] and plain[:half] == plain[half + 1 :] else plain
        )

    @property
    def description(self):
        return self.acc.get_description() or ""

    @property
    def states(self):
        return {s.value_nick for s in self.acc.get_state_set().get_states()}

    def _has(self, interface):
        return interface in self.acc.get_interfaces()

    @property
    def value(self):
        return Atspi.Value.get_current_value(self.acc)

    @property
    def text(self):
        if self._has("Text"):
            return Atspi.Text.get_text(
                self.acc, 0, Atspi.Text.get_character_count(self.acc)
            )
        return self.name

    @property
    def children(self):
        kids = (self.acc.get_child_at_index(i) for i in range(self.acc.get_child_count()))
        return [Node(self.app, k) for k in kids if k]

    def walk(self):
        yield self
        try:
            children = self.children
        except GLib.Error:
            return
        for child in children:
            yield from child.walk()

    # -- where it is --------------------------------------------------------
    @property
    def box(self):
        """x, y, width, height in its window, in logical pixels."""
        if not self._has("Component"):
            return (0, 0, 0, 0)
        e = Atspi.Component.get_extents(
            self.acc, Atspi.CoordType.WINDOW
        )  # never SCREEN: GTK warns
        return (e.x, e.y, e.width, e.height)

    @property
    def showing(self):
        """True when the widget is mapped.  GTK 4.8 never sets the 'showing' state on
        widgets and hidden pages keep their place in the tree, but Contains() is false
        for anything unmapped."""
        x, y, w, h = self.box
        return (
            w > 0
            and h > 0
            and Atspi.Component.contains(
                self.acc, x + w // 2, y + h // 2, Atspi.CoordType.WINDOW
            )
        )

    @property
    def window(self):
        acc, parent = self.acc, self.acc.get_parent()
        while parent and parent.get_role_name() != "application":
            acc, parent = parent, parent.get_parent()
        return Node(self.app, acc)

    @property
    def x_window(self):
        """Id of the X window this widget lives in: the largest with that title."""
        title = re.escape(self.window.raw_name)
        best, best_area = None, -1
        for xid in (
            self.session.out(
                "xdotool",
                "search",
                "--all",
                "--onlyvisible",
                "--pid",
                str(self.app.proc.pid),
                "--name",
                f"^{title}$",
            )
            .decode()
            .split()
        ):
            _, _, w, h = self.session.geometry(xid)
            if w * h > best_area:
                best, best_area = xid, w * h
        if best is None:
            raise UiError(f"no X window for {self.window}")
        return best

    @property
    def screen_box(self):
        """Like box, but from the corner of the screen, still in logical pixels."""
        xid, s = self.x_window, self.session.scale
        wx, wy, ww, wh = (n / s for n in self.session.geometry(xid))
        _, _, w, h = self.window.box
        # client-side decoration: the X window is larger than the widget by its shadow
        shadow = self.session.out(
            "xprop", "-notype", "-id", xid, "_GTK_FRAME_EXTENTS"
        ).partition(b"=")[2]
        extents = [int(n) / s for n in re.findall(rb"\d+", shadow)]
        left, top = (
            (extents[0], extents[2])
            if len(extents) == 4
            else ((ww - w) / 2, (wh - h) / 2)
        )
        x, y, w, h = self.box
        return (wx + left + x, wy + top + y, w, h)

    def activate_window(self):
        """Give this widget's window the keyboard, as a click on its title would."""
        xid = self.x_window
        if (
            self.session.wm_argv
            and self.session.out("xdotool", "getactivewindow").decode().strip() != xid
        ):
            self.session.xdo("windowactivate", "--sync", xid)

    # -- acting -------------------------------------------------------------
    def act(self, action=None):
        """Run an accessibility action (the first one, or by name)."""
        names = (
            [
                Atspi.Action.get_action_name(self.acc, i)
                for i in range(Atspi.Action.get_n_actions(self.acc))
            ]
            if self._has("Action")
            else []
        )
        if not names or (action and action not in names):
            raise UiError(f"{self} has no action {action or ''}, only {names}")
        Atspi.Action.do_action(self.acc, names.index(action) if action else 0)

    def press(self):
        """Press as assistive technology would; the effect comes up to 250 ms later.
        Check buttons, radio buttons, rows and labels have no such action: click() them.
        """
        if "sensitive" not in self.states:
            raise UiError(f"{self} is insensitive")
        self.act()

    def click(self, dx=0.5, dy=0.5, button=1):
        """Real mouse click at a fraction of the widget's box."""
        self.session.wait_until(lambda: self.showing, f"{self} to be on screen")
        self.activate_window()
        self.scroll_into_view(dy)
        x, y, w, h = self.screen_box
        s = self.session.scale
        self.session.xdo("mousemove", round((x + w * dx) * s), round((y + h * dy) * s))
        self.session.xdo("click", button)

    def scroll_into_view(self, dy=0.5):
        """Turn the mouse wheel over the scrolled area around it until it is in view."""
        pane = self.acc.get_parent()
        while pane and pane.get_role_name() != "scroll pane":
            pane = pane.get_parent()
        if not pane:
            return
        pane = Node(self.app, pane)
        for _ in range(200):
            (_, y, _, h), (_, top, _, height) = self.box, pane.box
            if top <= y + h * dy <= top + height:
                return
            px, py, pw, ph = pane.screen_box
            s = self.session.scale
            self.session.xdo(
                "mousemove",
                round((px + pw / 2) * s),
                round((py + ph / 2) * s),
                "click",
                5 if y + h * dy > top else 4,
            )
            try:
                self.session.wait_until(
                    lambda: self.box[1] != y, "the list to scroll", 0.5
                )
            except UiError:
                break
        raise UiError(f"{self} cannot be scrolled into view")

    def focus(self, limit=80):
        """Tab until the widget has the focus (GTK 4.8 refuses GrabFocus over AT-SPI)."""
        self.activate_window()
        for _ in range(limit):
            if "focused" in self.states:
                return self
            self.session.wait_until(lambda: True)  # take in events already here
            before = self.session.focus_moves
            self.session.keys("Tab")
            try:
                self.session.wait_until(
                    lambda: self.session.focus_moves != before, "the focus to move", 0.5
                )
            except UiError:
                pass  # it went to a widget nobody has looked at yet
        raise UiError(f"Tab never reached {self}")

    def set_by_keys(self, target, tolerance=None):
        """Move a slider to target by keyboard only, measuring what each key does."""
        self.focus()
        step = 0
        for key_up, key_down in (
            ("Prior", "Next"),
            ("Up", "Down"),
        ):  # big steps, then small ones
            start = self.value
            step = abs(
                self._press_value_key(key_up if start < target else key_down) - start
            )
            count = int(abs(target - self.value) / step + 1e-6) if step else 0
            if count:
                self.session.keys(*[key_up if self.value < target else key_down] * count)
                self._settle()
        tolerance = step / 2 + 1e-9 if tolerance is None else tolerance
        for _ in range(20):  # walk the last steps, one by one
            error = target - self.value
            if abs(error) <= tolerance:
                return self.value
            self._press_value_key("Up" if error > 0 else "Down")
        raise UiError(f"{self} stayed at {self.value}, wanted {target}")

    def _press_value_key(self, key):
        before = self.value
        self.session.keys(key)
        try:
            self.session.wait_until(
                lambda: self.value != before, "the value to move", 0.5
            )
        except UiError:
            pass
        return self.value

    def _settle(self, quiet=0.12):
        last, since = self.value, time.monotonic()
        while time.monotonic() - since < quiet:
            time.sleep(0.02)
            now = self.value
            if now != last:
                last, since = now, time.monotonic()
        return last

    def set_value(self, value):
        """Set a slider or spin button directly, as some assistive tools do."""
        Atspi.Value.set_current_value(self.acc, value)

    def set_text(self, text):
        """Replace the text of an entry, any script.  Not for spin buttons: they only
        commit on Enter, so focus() them and type()."""
        if not self._has("EditableText"):
            raise UiError(f"{self} takes no text")
        Atspi.EditableText.set_text_contents(self.acc, text)

    def type_number(self, text):
        """Spin button or entry, by keyboard: select all, type, Enter."""
        self.focus()
        self.session.keys("ctrl+a")
        self.session.type(str(text))
        self.session.keys("Return")
