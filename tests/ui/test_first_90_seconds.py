#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first 90 seconds as a person lives them: test_first_90_seconds.py PATH/TO/leverage-lab

By keyboard, by pointer, and as assistive technology sets values; left at every step; played
again.  Before a guess is locked, nothing anywhere may tell the answer.
"""

import itertools
import re
import sys
import unittest

from uidrive import GLib, Session
from uinode import Atspi, UiError

PROGRAM = None
GROUP = "io/github/leveragelab/LeverageLab"
LOCK = re.compile("^Lock ")

# What follows from the two positions asked about: where they end, how far that is, where
# the money is zero, and what is left at the end.
ANSWERS = {
    "short": ("54,726", "54726", "9.45", "55,000", "55000", "547.26"),
    "long": ("47,738", "47738", "4.52", "47,500", "47500", "954.77"),
}
TIPS = ("Drag the price.", "Now make it 20×.", "Try to end it.")


class FirstNinetySeconds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = Session(env={"LEVERAGE_LAB_NON_UNIQUE": "1"})
        cls.session.__enter__()
        cls.addClassCleanup(cls.session.__exit__)
        cls.numbers = itertools.count()

    # -- the program, as on its first day ----------------------------------
    def fresh_config(self, width=1280, height=800, motion=0):
        config = self.session.dir / f"first{next(self.numbers)}"
        for folder in ("gtk-4.0", "glib-2.0/settings"):
            (config / folder).mkdir(parents=True)
        (config / "gtk-4.0/settings.ini").write_text(
            "[Settings]\ngtk-cursor-blink=0\ngtk-font-name=Inter 11\n"
            f"gtk-enable-animations={motion}\n"
        )
        self.keyfile = config / "glib-2.0/settings/keyfile"
        self.keyfile.write_text(
            f"[{GROUP}]\nwindow-width={width}\nwindow-height={height}\n"
        )
        return config

    def open(self, config, *files):
        self.app = self.session.launch(
            [PROGRAM, *files], env={"XDG_CONFIG_HOME": str(config)}
        )
        self.addCleanup(self.close, self.app)

    def start(self, **how):
        self.config = self.fresh_config(**how)
        self.open(self.config)
        self.app.wait_text(TIPS[0])

    def close(self, app):
        if app.proc.poll() is None:
            app.quit()
        app.assert_clean_log()

    # -- what there is -----------------------------------------------------
    def slider(self, name):
        return self.app.find("slider", name)

    def button(self, name):
        return self.app.find("push button", name)

    def stage(self):
        return self.app.find("image", "Price, and your line")

    def gone(self, text):
        self.session.wait_until(
            lambda: not self.app.find_all("label", text), f"{text!r} to go"
        )

    def was_seen(self):
        return "tutorial-seen=true" in self.keyfile.read_text()

    def wait_left(self):
        self.session.wait_until(self.was_seen, "the tour to be remembered as seen")
        self.assertEqual(self.app.find_all("push button", "Skip tips"), [])
        self.app.find("slider", "Leverage")

    # -- what is done ------------------------------------------------------
    def turn(self, slider, *keys):
        slider.focus()
        self.session.keys(*keys)

    def end_by_keyboard(self):
        self.turn(self.slider("Price move"), "Left")
        self.app.wait_text(TIPS[1])
        self.turn(self.slider("Leverage"), "Right", "Right")
        self.app.wait_text(TIPS[2])
        self.turn(self.slider("Price move"), "Home")
        self.button("Again, but guess first")

    def guess_by_keyboard(self, *keys, confidence="Guess"):
        handle = self.slider("My prediction")
        self.session.wait_until(lambda: "focused" in handle.states, "the handle's focus")
        self.session.keys(*keys)
        self.app.find("radio button", confidence).focus()
        self.session.keys("space")
        self.wait_lockable()

    def wait_lockable(self):
        self.session.wait_until(
            lambda: "sensitive" in self.button(LOCK).states, "the lock to open"
        )

    def drag(self, slider, to, at=(0.5, 0.75)):
        """With the mouse, from one fraction of its box to another."""
        self.session.wait_until(lambda: slider.showing, f"{slider} to be on screen")
        slider.activate_window()
        x, y, w, h = slider.screen_box
        start = (round(x + w * at[0]), round(y + h * at[1]))
        end = (round(x + w * to[0]), round(y + h * to[1]))
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self.session.xdo("mousemove", *start)
        self.session.xdo("mousedown", 1)
        for place in (middle, end):
            self.session.xdo("mousemove", *place)
        self.session.xdo("mouseup", 1)

    def resize(self, xid, width, height):
        """As by hand, little by little: a page folds before it can be narrower."""

        def is_there():
            self.session.xdo("windowsize", xid, width, height)
            return abs(self.app.windows[0].box[2] - width) < 20

        self.session.wait_until(is_there, f"a window {width} wide")

    def click_in_popover(self, node):
        """GTK 4.8 tells the place of what is in a popover as if the popover lay over its
        parent; on the screen it is an X window of its own, the size of the popover."""
        around = node
        while around.raw_name != "GtkPopover":
            around = type(node)(self.app, around.acc.get_parent())
        (left, top, w, h), (x, y, *_), pid = around.box, node.box, self.app.proc.pid
        found = self.session.out("xdotool", "search", "--onlyvisible", "--pid", str(pid), "")
        places = [self.session.geometry(xid) for xid in found.decode().split()]
        place = min(places, key=lambda p: abs(p[2] - w) + abs(p[3] - h))
        for way in (4, 8, 12):  # a pointer comes from somewhere
            self.session.xdo(
                "mousemove", place[0] + x - left + way, place[1] + y - top + way
            )
        self.session.xdo("click", 1)

    # -- what must not be there --------------------------------------------
    def assert_secret(self, which):
        told = []
        for node in self.app.walk():
            try:
                texts = {node.raw_name, node.description, node.text}
                if "Value" in node.acc.get_interfaces():
                    value = Atspi.Value
                    for ask in ("current", "minimum", "maximum"):
                        texts.add(
                            f"{getattr(value, f'get_{ask}_value') (node.acc):.2f}"
                        )
            except GLib.Error:
                continue
            told += [
                (node, text, answer)
                for text in texts
                for answer in ANSWERS[which]
                if text and re.search(rf"(?<![\d.,]){re.escape(answer)}(?!\d)", text)
            ]
        self.assertEqual(told, [])

    # -- claims ------------------------------------------------------------
    def test_plays_to_its_end_by_keyboard(self):
        self.start()
        self.end_by_keyboard()
        self.session.keys("F6", "Return")

        self.app.wait_text("Where does a 10× short end?")
        self.assert_secret("short")
        self.guess_by_keyboard("Prior", "Up", "shift+Up", confidence="Sure")
        self.assertEqual(self.slider("My prediction").value, 50800)
        self.assert_secret("short")
        self.button(LOCK).focus()
        self.session.keys("Return")
        self.app.wait_text("It ended 3,926.37 later")
        self.app.wait_text("Sure, and 3,926.37 off")
        self.assertIn("54,726.37", self.stage().description)
        self.session.wait_until(
            lambda: "focused" in self.stage().states, "the focus to be on the stage"
        )

        self.session.keys("Return")
        self.app.wait_text("Where does a 20× long from 50,000 end?")
        self.assert_secret("long")
        self.guess_by_keyboard("Next", "Next")
        self.slider("My prediction").focus()
        self.session.keys("Return")
        self.app.wait_text("It ended 1,261.31 later")
        self.session.keys("Return")
        self.app.wait_text("You guessed, then you saw.")
        self.session.keys("Return")
        self.wait_left()
        self.assertEqual(self.slider("Leverage").value, 20)

    def test_plays_to_its_end_by_pointer(self):
        self.start()
        move = self.slider("Price move")
        self.drag(move, (0.45, 0.75))
        self.app.wait_text(TIPS[1])
        self.slider("Leverage").click(0.615, 0.75)
        self.session.wait_until(lambda: self.slider("Leverage").value == 20, "20×")
        self.app.wait_text(TIPS[2])
        self.drag(move, (0.1, 0.75), at=(0.45, 0.75))
        self.button("Again, but guess first").click()

        self.app.wait_text("Where does a 10× short end?")
        handle = self.slider("My prediction")
        self.drag(handle, (0.9, -1.5), at=(0.9, 0.5))
        self.session.wait_until(lambda: handle.value > 50100, "the line to follow")
        self.app.find("radio button", "Think so").click()
        self.wait_lockable()
        self.assert_secret("short")
        self.button(LOCK).click()
        self.app.wait_text(re.compile("^It ended"))
        self.button("Next: a 20× long").click()

        self.app.wait_text("Where does a 20× long from 50,000 end?")
        handle = self.slider("My prediction")
        self.drag(handle, (0.9, 2.5), at=(0.9, 0.5))
        self.session.wait_until(lambda: handle.value < 49900, "the line to follow")
        self.app.find("radio button", "Guess").click()
        self.wait_lockable()
        self.assert_secret("long")
        self.button(LOCK).click()
        self.button("Go on").click()
        self.app.wait_text("You guessed, then you saw.")
        self.button("Keep playing").click()
        self.wait_left()

    def test_values_set_by_assistive_technology_count(self):
        self.start()
        self.slider("Price move").set_value(-0.01)
        self.app.wait_text(TIPS[1])
        self.slider("Leverage").set_value(20)
        self.app.wait_text(TIPS[2])
        self.slider("Price move").set_value(-0.2)
        self.button("Again, but guess first").press()
        self.app.wait_text("Where does a 10× short end?")
        self.slider("My prediction").set_value(53000)
        self.wait_text_of_lock("Lock 53,000")
        self.assert_secret("short")

    def wait_text_of_lock(self, text):
        self.session.wait_until(lambda: self.button(LOCK).name == text, text)

    def test_price_walks_where_motion_is_wanted(self):
        self.start(motion=1)
        self.end_by_keyboard()
        self.session.keys("F6", "Return")
        self.app.wait_text("Where does a 10× short end?")
        self.guess_by_keyboard("Prior")
        self.assert_secret("short")
        self.button(LOCK).press()
        self.app.wait_text("Watch the price")
        self.assertNotIn("54,726", self.stage().description)
        self.app.wait_text("It ended 4,226.37 later", seconds=8)

    def test_reader_can_go_on_without_doing(self):
        self.start()
        for tip in TIPS:
            self.app.wait_text(tip)
            self.button("Got it").press()
            self.gone(tip)
        self.button("Guess first").press()
        self.app.wait_text("Where does a 10× short end?")

    def test_tip_leaves_the_focus_and_every_control_alone(self):
        self.start()
        self.assertEqual(
            [n for n in self.app.walk() if "focused" in n.states and n.name in ("Got it",)],
            [],
        )
        deposit = self.slider("Deposit").focus()
        self.session.keys("Right")
        self.session.wait_until(lambda: deposit.value == 2000, "a larger deposit")
        self.app.wait_text(TIPS[0])
        self.assertIn("Drag the price.", self.slider("Price move").description)
        self.assertIn("focused", deposit.states)
        self.slider("Leverage").focus()
        self.assertEqual([repr(n) for n in self.app.unnamed()], [])

    def test_lock_needs_a_move_and_a_confidence(self):
        self.start()
        self.end_by_keyboard()
        self.button("Again, but guess first").press()
        self.app.wait_text("Where does a 10× short end?")
        self.app.find("radio button", "Sure").click()
        self.assertNotIn("sensitive", self.button(LOCK).states)
        self.assertIn("Move your line first", self.button(LOCK).description)
        handle = self.slider("My prediction")
        handle.set_value(52000)
        self.wait_lockable()
        for key, end in (("Home", 42500), ("End", 57500)):
            self.turn(handle, key)
            self.session.wait_until(lambda: abs(handle.value - end) < 0.01, f"{key}")

    # -- leaving, and coming back ------------------------------------------
    def go_to(self, place):
        if place == 0:
            return
        if place < 3:
            for _ in range(place):
                tip = next(t for t in TIPS if self.app.find_all("label", t))
                self.button("Got it").press()
                self.gone(tip)
            return
        self.end_by_keyboard()
        if place == 3:
            return
        self.button("Again, but guess first").press()
        self.app.wait_text("Where does a 10× short end?")
        if place >= 5:
            self.guess_by_keyboard("Prior")
            self.button(LOCK).press()
            self.button("Next: a 20× long")
        if place == 6:
            self.button("Next: a 20× long").press()
            self.app.wait_text("Where does a 20× long from 50,000 end?")

    def test_escape_leaves_at_each_step(self):
        for place in range(7):
            with self.subTest(place=place):
                self.start()
                self.go_to(place)
                self.assertFalse(self.was_seen())
                self.app.find("slider").activate_window()
                self.session.keys("Escape")
                self.wait_left()
                self.close(self.app)

    def test_skipped_tour_does_not_begin_again(self):
        self.start()
        self.click_in_popover(self.button("Skip tips"))
        self.wait_left()
        self.close(self.app)
        self.open(self.config)
        self.app.find("slider", "Leverage")
        with self.assertRaises(UiError):
            self.app.find("label", TIPS[0], seconds=1)

    def test_opened_file_is_not_played_over(self):
        seed = self.session.dir / "mine.lab.json"
        seed.write_text(
            '{"format": "leverage-lab-scenario", "version": 1, "rules": "classroom",'
            ' "positions": [{"symbol": "BTCUSDT", "side": "long", "size": 4,'
            ' "entry": 50000, "leverage": 20, "margin": 10000}]}'
        )
        self.open(self.fresh_config(), seed)
        self.session.wait_until(lambda: self.slider("Leverage").value == 20, "the file")
        with self.assertRaises(UiError):
            self.app.find("label", TIPS[0], seconds=1)
        self.assertEqual(self.slider("Leverage").value, 20)

    def test_start_can_be_played_again(self):
        self.start()
        self.session.keys("Escape")
        self.wait_left()
        self.slider("Deposit").set_value(5000)
        self.session.keys("F10")
        self.app.find("menu item", "Replay the start")
        self.session.keys("p")
        self.app.wait_text(TIPS[0])
        self.session.wait_until(
            lambda: self.slider("Deposit").value == 1000, "the set-up of the start"
        )
        self.button("Skip tips").press()
        self.gone(TIPS[0])
        self.app.find("page tab", "Learn").click()
        self.button("Play it again").click()
        self.app.wait_text(TIPS[0])

    def test_phone_has_a_bar_instead(self):
        self.start(width=360, height=720)
        title = self.app.find("label", TIPS[0])
        self.assertEqual(title.window.role, "frame")
        self.assertGreater(title.box[1], 500)
        self.end_by_keyboard()
        self.session.keys("F6", "Return")
        self.app.wait_text("Where does a 10× short end?")
        self.guess_by_keyboard("Prior")
        self.assert_secret("short")
        self.button(LOCK).click()
        self.app.wait_text("It ended 4,226.37 later")

    def test_tip_follows_the_window(self):
        self.start()
        window = self.app.find("label", TIPS[0])
        xid = self.slider("Leverage").x_window
        for width, height in ((420, 700), (1000, 700), (420, 700), (1200, 780)):
            self.resize(xid, width, height)
            window = self.app.find("label", TIPS[0])
            self.assertTrue(window.showing)
        self.app.find("page tab", "Learn").click()
        self.gone(TIPS[0])
        self.app.find("page tab", "Sandbox").click()
        self.app.wait_text(TIPS[0])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
