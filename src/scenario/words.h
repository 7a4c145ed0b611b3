/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_WORDS_H
#define SCENARIO_WORDS_H

#include "charts/layout.h"
#include "market/prices.h"
#include "scenario/scenario.h"

G_BEGIN_DECLS

/**
 * From values to language. Pure: no state, no side effects, in the learner's locale.
 *
 * Price: the venue's tick, else 2 decimals under 100,000. Money: no decimals from 1,000,
 * two below. Percent: 2 decimals for distances, 0 for your money; a no-break space before
 * the sign. Minus is U+2212, times is U+00D7. Bounds round toward the danger. All results
 * are (transfer full) unless they write into a buffer.
 */
char *lab_format_price (double price, double tick);
char *lab_format_money (double money);
char *lab_format_result (double money);          /* signed */
char *lab_format_distance (double fraction);     /* −4.52 % */
char *lab_format_size_of_move (double fraction); /* 4.52 %, unsigned */
char *lab_format_share (double fraction);        /* −60 %, of your money */
char *lab_format_times (double leverage);        /* 20×, 48.5× once it has drifted */
char *lab_format_date (const char *iso_date);    /* 15 May 2026 */

/** Reads what a person typed in this locale: digits with grouping, a sign, a decimal
 * separator, an optional unit (%, ×, x, a currency). Returns FALSE if it is no number. */
gboolean lab_read_number (const char *text, double *value);

/** The live sentence, in two halves: the fact, and where you are. */
char *lab_say_headline (const MarginOutcome *outcome, const char *asset);
char *lab_say_position (const MarginOutcome *outcome, const char *asset);

/** The figures panel: whole sentences, one idea each; NULL-terminated. What you hold, what
 * one percent is worth, your money now, what the venue requires, where it ends, what is
 * left after. */
char **lab_say_figures (const MarginOutcome *outcome, const char *asset,
                        const LabRuleSet *rules);

/** Charts in one sentence. */
char *lab_say_payoff (const MarginOutcome *outcome, const char *asset);
char *lab_say_ladder (const MarginOutcome *outcome, const char *asset);
char *lab_say_gauge (const MarginOutcome *outcome, const char *asset);

/** Value and outcome of one control, for its accessible description: "20 times; ends at
 * 47,738.69, 4.52 percent below the entry." */
char *lab_say_control (const MarginOutcome *outcome, const char *name);

/** "BTC moved this far within a day on 120 of 4,883 days since 2013." */
char *lab_say_moves (const LabMoveCount *count, const char *asset, double move);

/** "These rules were checked on 24 October 2024, more than a year ago." or NULL. */
char *lab_say_rules_age (const LabRuleSet *rules, const char *today);

/** The table behind a chart: rows of two or more cells, first row is the header. */
typedef enum { LAB_TABLE_PAYOFF, LAB_TABLE_LADDER, LAB_TABLE_GAUGE } LabTableKind;
GPtrArray *lab_say_table (const MarginOutcome *outcome, const char *asset,
                          LabTableKind kind); /* of char** rows, (transfer full) */

/** The ChartSay that every chart uses. */
void lab_say_chart_word (ChartWord word, double value, const MarginOutcome *outcome,
                         char *text, size_t size);

/** One value of an outcome by name, formatted: fills {liquidation_price} and its kind in
 * lessons. NULL if there is no such name. (transfer full) */
char *lab_say_field (const MarginOutcome *outcome, const char *asset, const char *name);

G_END_DECLS

#endif
