/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_WORDS_H
#define SCENARIO_WORDS_H

#include "charts/layout.h"
#include "market/prices.h"
#include "scenario/scenario.h"

G_BEGIN_DECLS

/**
 * From values to language. Pure: no state, no side effects, in the learner's locale; the
 * C locale is written the English way. All results are (transfer full) unless they write
 * into a buffer. What is no number, or infinite, reads "—".
 *
 * Price: the venue's tick, else 2 decimals under 100,000 and none above; five digits
 * under 10, where two decimals would hide the end. Money: no decimals from 1,000, two
 * below; in coins, four digits. A whole number stands without decimals. Percent: 2
 * decimals for distances, 0 for your money; a no-break space before the sign. Minus is
 * U+2212, times is U+00D7.
 *
 * Rounding is to nearest: half a unit of the last shown digit is all a bound is off.
 */
char *lab_format_price (double price, double tick);
char *lab_format_money (double money);
char *lab_format_coins (double coins);       /* 0.0158, four digits */
char *lab_format_result (double money);      /* +2,000, signed */
char *lab_format_distance (double fraction); /* −4.52 %, +3.00 %: for columns */
char *lab_format_move (double fraction);     /* −4.52 %, +3 %: for a place of its own */
char *
lab_format_size_of_move (double fraction);    /* 4.52 %, 3 %: unsigned, for sentences */
char *lab_format_share (double fraction);     /* −60 %, of your money */
char *lab_format_ratio (double fraction);     /* 24 %, of requirement and money */
char *lab_format_rate (double fraction);      /* 0.5 %, up to four decimals */
char *lab_format_times (double leverage);     /* 20×, 48.5× once it has drifted */
char *lab_format_date (const char *iso_date); /* 15 May 2026 */

/** Money of a position, with the name of the coin where it is kept in one: "10,000",
 * "0.1 BTC". */
char *lab_format_sum (const MarginInputs *in, const char *asset, double money);

/** What is held of the asset: its @value, and of inverse contracts what they are worth in
 * the quote currency: "25,000 USD". */
char *lab_format_held (const MarginInputs *in, const char *asset, double value);

/**
 * lab_read_number:
 *
 * Reads what a person typed in this locale: digits with grouping, a sign, a decimal
 * separator, an exponent, and around them an optional unit: %, ×, x, a currency sign, a
 * code such as USDT. The unit is dropped, so "5 %" is 5. Either separator may be decimal
 * where it cannot be grouping: "1.5" is 1.5 also where the comma is decimal.
 *
 * Returns: FALSE if it is no finite number or longer than 64 bytes.
 */
gboolean lab_read_number (const char *text, double *value);

/**
 * The live sentence, in two halves: the fact, and where you are. What it says goes by the
 * position alone, in this order:
 *
 *     over at the entry    At 250×, this position is over before it begins.
 *                          The venue requires 1,250, and your deposit is 1,000.
 *     over                 It ended at 47,738.69.
 *                          Your deposit is gone, and the price only moved 4.52 %.
 *     price at the entry   You put in 1,000. At 5× you hold 5,000 of BTC.
 *                          A fall of 19.60 % ends it.
 *     no liquidation       No line above zero.
 *                          This position cannot be liquidated here.
 *     else                 At 20×, a fall of 4.52 % from entry ends this position.
 *                          You are 3 % down and 1.57 % away.
 *
 * "At the entry" means that the move is shown as 0 %. Down and up are the move against
 * you and for you. A position that returns the rest says how much comes back.
 */
char *lab_say_headline (const MarginOutcome *outcome, const char *asset);
char *lab_say_position (const MarginOutcome *outcome, const char *asset);

/** The second half where there is little room: "1.57 % is left." */
char *lab_say_room (const MarginOutcome *outcome);

/** The figures panel: whole sentences, one idea each; NULL-terminated. Always six: what
 * you hold, what one percent is worth, your money now, what the venue requires, where it
 * ends, what is left after. Then, where they have something to say: what the venue keeps
 * for closing, where your money is zero, how leverage has drifted, that the venue allows
 * less, whose rules these are
 * (@rules may be NULL). */
char **lab_say_figures (const MarginOutcome *outcome, const char *asset,
                        const LabRuleSet *rules);

/** Charts in one sentence. */
char *lab_say_payoff (const MarginOutcome *outcome, const char *asset);
char *lab_say_ladder (const MarginOutcome *outcome, const char *asset);
char *lab_say_gauge (const MarginOutcome *outcome, const char *asset);

/** That a venue would not allow this much leverage on this deposit: "With a deposit of
 * 10,000 the most is 20×." NULL where it would. */
char *lab_say_leverage_limit (const MarginOutcome *outcome, const char *asset);

/** Value and outcome of one control, for its accessible description: "20 times; ends at
 * 47,738.69, 4.52 percent below the entry." @name is a row of margin_inputs[], "move" or
 * "side". */
char *lab_say_control (const MarginOutcome *outcome, const char *asset, const char *name);

/** What a deposit of coins is worth in the quote currency: "Worth 1,000 USD at the
 * entry." NULL where it is kept in the quote currency. */
char *lab_say_worth (const MarginOutcome *outcome, const char *asset);

/** "BTC moved this far within a day on 120 of 4,883 days since 2013." */
char *lab_say_moves (const LabMoveCount *count, const char *asset, double move);

/** How well rules are known, "Confidence A: they agree with the venue's own answers."
 * NULL for teaching sets. */
char *lab_say_confidence (const LabRuleSet *rules);

/** What stands below the choice of rules: that they were made for teaching, or come from
 * a file, else when and how well they were checked. */
char *lab_say_rules (const LabRuleSet *rules, const char *today);

/** The rules of a position as a table: rows of a name and a value, without a header.
 * (transfer full) */
GPtrArray *lab_say_rules_facts (const LabRuleSet *rules, const MarginInputs *in,
                                const char *asset, const char *symbol);

/** "These rules were checked on 24 October 2024, more than a year ago." or NULL. */
char *lab_say_rules_age (const LabRuleSet *rules, const char *today);

/** The table behind a chart: rows of two or more cells, first row is the header. Payoff
 * from the lowest price up, ladder from the highest down. */
typedef enum { LAB_TABLE_PAYOFF, LAB_TABLE_LADDER, LAB_TABLE_GAUGE } LabTableKind;
GPtrArray *lab_say_table (const MarginOutcome *outcome, const char *asset,
                          LabTableKind kind); /* of char** rows, (transfer full) */

/** The ChartSay that every chart uses. */
void lab_say_chart_word (ChartWord word, double value, const MarginOutcome *outcome,
                         char *text, size_t size);

/**
 * lab_say_field:
 * @name: one of the names below
 *
 * One value of an outcome by name, formatted: fills {liquidation_price} and its kind in
 * lessons.
 *
 *     asset side                                   BTC; long
 *     deposit exposure exposure_now one_percent    money: the position at entry, and now
 *     result result_share                          −6,000; −60 %
 *     money_now returned                           4,000; what comes back at the end
 *     requirement margin_ratio maintenance_rate    970; 24 %; 0.5 %
 *     requirement_at_end equity_at_end             954.77: both at the liquidation price
 *     leverage leverage_now max_leverage           20×; 48.5×
 *     entry price_now                              prices
 *     liquidation_price bankruptcy_price margin_call_price ended_price
 *     liquidation_distance bankruptcy_distance ended_distance
 *                                                  4.52 %: from the entry, unsigned
 *     room                                         1.57 %: from the price now
 *     move                                         −3 %
 *
 * Once it is over, liquidation_price is where it ended. A value that there is not reads
 * "none". Returns: (transfer full) (nullable): NULL if there is no such name.
 */
char *lab_say_field (const MarginOutcome *outcome, const char *asset, const char *name);

G_END_DECLS

#endif
