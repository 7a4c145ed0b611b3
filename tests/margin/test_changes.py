#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wrong changes that the tests of the room are tried on are those they should be."""

import unittest

from changes import Source, another, tokenize

CODE = """/* a - b, "c" + 1 */
#define SCALE (1 + 2)
enum { LESS = -1, MORE = 1 };
typedef struct { double pair[2]; } Pair;
double first (const Pair *pair, int n);
static const double steps[] = { 0.5, 10 };

double
first (const Pair *pair, int n)
{
  double *const at = &pair->pair[n - 1];

  if (n)
    return -*at * 2;
  for (int i = 0; i < n; i++)
    at[i] += n > 1 ? 3 : f (4, 5);
  return 0x10;
}
"""


def said(text):
    return [change.said for change in Source(text).changes()]


class ChangesTest(unittest.TestCase):
    def setUp(self):
        self.said = said(CODE)

    def test_comments_types_macros_and_prototypes_stay(self):
        lines = {change.line for change in Source(CODE).changes()}
        self.assertEqual(lines, {6, 11, 13, 14, 15, 16, 17})

    def test_tables_are_changed(self):
        self.assertIn("static const double steps[] = { {0.5 => 0.505}, 10 };", self.said)
        self.assertIn("static const double steps[] = { 0.5, {10 => 11} };", self.said)

    def test_stars_and_signs_are_told_from_operators(self):
        self.assertIn("return -*at {* => /} 2;", self.said)
        self.assertIn("return {- => }*at * 2;", self.said)
        self.assertNotIn("return -{* => /}at * 2;", self.said)
        self.assertIn("double *const at = &pair->pair[n {- => +} 1];", self.said)

    def test_comparisons_move_and_turn(self):
        self.assertIn("for (int i = 0; i {< => <=} n; i++)", self.said)
        self.assertIn("for (int i = 0; i {< => >=} n; i++)", self.said)

    def test_conditions_without_an_operator_are_negated(self):
        self.assertIn("if ({n => !(n)})", self.said)

    def test_both_answers_of_a_question_are_swapped(self):
        self.assertIn("at[i] += n > 1 ? {3 : f (4, 5) => f (4, 5) : 3};", self.said)
        chain = said("int f (int a)\n{\n  return a ? 1 : b ? 2 : 3;\n}\n")
        self.assertIn("return a ? {1 : b ? 2 : 3 => b ? 2 : 3 : 1};", chain)
        self.assertIn("return a ? 1 : b ? {2 : 3 => 3 : 2};", chain)

    def test_statements_go_and_declarations_stay(self):
        self.assertIn("{at[i] += n > 1 ? 3 : f (4, 5) => };", self.said)
        self.assertIn("{return -*at * 2 => };", self.said)
        self.assertFalse([s for s in self.said if s.startswith("{double")])

    def test_sizes_of_arrays_stay(self):
        self.assertEqual(said("void f (void)\n{\n  int pair[2];\n}\n"), [])
        self.assertEqual(len(said("void f (void)\n{\n  return pair[2];\n}\n")), 2)

    def test_what_is_said_twice_is_numbered(self):
        twice = Source("void f (void)\n{\n  a = 7;\n  a = 7;\n}\n").changes()
        self.assertEqual([change.number for change in twice], [1, 1, 2, 2])

    def test_numbers_move_a_little(self):
        numbers = {"0": "1", "2": "3", "7u": "8u", "0.5": "0.505", "0x1F": "(0x1F + 1)"}
        self.assertEqual({n: another(n) for n in numbers}, numbers)
        self.assertEqual(another("0.0"), "1.0")
        self.assertAlmostEqual(float(another("1e-12")), 1.01e-12, delta=1e-24)

    def test_a_change_changes_only_its_place(self):
        change = Source(CODE).changes()[0]
        self.assertEqual(change.apply(CODE).replace("0.505", "0.5"), CODE)

    def test_a_macro_needs_no_semicolon(self):
        self.assertEqual(said("DECLARE (plain)\n"), [])
        self.assertEqual(len(said("DECLARE (plain)\nint f (void)\n{\n  a = 1;\n}\n")), 2)

    def test_tokens_hold_no_comment(self):
        texts = [token.text for token in tokenize('a /* "b" */ <<= "/* c */" // d')]
        self.assertEqual(texts, ["a", "<<=", '"/* c */"'])


if __name__ == "__main__":
    unittest.main()
