/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_WORDS_PRIVATE_H
#define SCENARIO_WORDS_PRIVATE_H

#include "scenario/currency.h"
#include "scenario/words.h"

G_BEGIN_DECLS

/** How this locale writes numbers, in UTF-8. */
typedef struct {
  char decimal[8];
  char group[8]; /* empty where the locale does not group */
  char sizes[8]; /* as in localeconv() */
} LabMarks;

void lab_marks_get (LabMarks *marks);

typedef enum {
  LAB_SIGN_NEVER,
  LAB_SIGN_MINUS,  /* only where it is needed */
  LAB_SIGN_ALWAYS, /* but zero has none */
} LabSign;

/** @value with at most @most digits after the separator and, where there are any, at
 * least
 * @least of them; a whole number has none. "—" for what is no number. */
char *lab_words_number (double value, int most, int least, LabSign sign);

/** Money of @outcome: as lab_format_money(), in coins with four significant digits. */
char *lab_words_money (const MarginOutcome *outcome, double money, LabSign sign);

/** The same with the name of the coin, where money is kept in coins: "0.1 BTC". */
char *lab_words_sum (const MarginOutcome *outcome, const char *asset, double money);

/** The same, signed: "+0.1 BTC". */
char *lab_words_result (const MarginOutcome *outcome, const char *asset, double money);

/** A number and its currency: "0.1 BTC", "1,000 USD". */
char *lab_words_of (const char *number, const char *currency);

/** A price of @outcome, at the venue's tick. */
char *lab_words_price (const MarginOutcome *outcome, double price);

/** A fraction as a bare number of percent, unsigned, for sentences that say "percent". */
char *lab_words_percent (double fraction, int decimals);

/** A size: coins, or contracts. */
char *lab_words_size (double size);

/** The price of the end, ahead or behind; 0 where there is none. */
double lab_words_end (const MarginOutcome *outcome);

/** What one percent of price is worth to the learner. */
double lab_words_one_percent (const MarginOutcome *outcome);

/** What comes back at the end: what did, once it is over, else what would. */
double lab_words_returned (const MarginOutcome *outcome);

/** Whether the shown price move is 0 %. */
gboolean lab_words_is_at_entry (const MarginOutcome *outcome);

/** Whole sentences, one after the other. Takes the array. */
char *lab_words_join (GPtrArray *sentences);

G_END_DECLS

#endif
