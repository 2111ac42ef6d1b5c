package plan

import "planbot/storage/calendar"

// Doubt is why a figure is asked about before it is stored.
type Doubt string

// The doubts that the words themselves leave.
const (
	// DoubtPercentOrCount: "97" is 97%, or 97 cases of an unnamed number.
	DoubtPercentOrCount Doubt = "percent_or_count"
	// DoubtDenominator: "1500" of how many; the figure lacks its denominator.
	DoubtDenominator Doubt = "denominator"
	// DoubtDateOrRatio: "2/3" is two of three, or 2 March.
	DoubtDateOrRatio Doubt = "date_or_ratio"
	// DoubtMonthOrRatio: "3/2024" is March 2024, or three of 2024.
	DoubtMonthOrRatio Doubt = "month_or_ratio"
	// DoubtThousandsOrDecimal: "12.345" is 12345, or 12,345.
	DoubtThousandsOrDecimal Doubt = "thousands_or_decimal"
	// DoubtCodeOrNumber: "1.5" is a criterion, or a value.
	DoubtCodeOrNumber Doubt = "code_or_number"
	// DoubtUnit: "850" is triệu, nghìn or đồng.
	DoubtUnit Doubt = "unit"
	// DoubtWhole: not a whole number of things.
	DoubtWhole Doubt = "not_whole"
	// DoubtPart: "2/3 sáng kiến" where the target counts: the first number is taken.
	DoubtPart Doubt = "part_of_goal"
	// DoubtDelta: "tăng 5%" is the increase, or the total.
	DoubtDelta Doubt = "delta"
	// DoubtComparator: "trên 70%" is no exact figure.
	DoubtComparator Doubt = "comparator"
	// DoubtNegated: "chưa đạt 97%" denies the number it names.
	DoubtNegated Doubt = "negated"
	// DoubtOpposite: "5/150 hồ sơ trễ hạn" may count the bad cases.
	DoubtOpposite Doubt = "opposite"
	// DoubtZero: "không" is zero, or no cases.
	DoubtZero Doubt = "zero_or_no_cases"
	// DoubtDone: "sắp xong", "đã gửi" are neither done nor not done.
	DoubtDone Doubt = "done_or_not"
	// DoubtWhich: several numbers of which one is the figure.
	DoubtWhich Doubt = "which"
	// DoubtPeriod: another length of period than the task reports by, or two periods.
	DoubtPeriod Doubt = "period"
	// DoubtCumulative: "lũy kế" where the figures of the periods are added up by planbot.
	DoubtCumulative Doubt = "cumulative"
)

// The doubts that the figure leaves, held against what is known. See [Doubts].
const (
	// DoubtOverWhole: more than the whole, N > D or over 100%.
	DoubtOverWhole Doubt = "over_whole"
	// DoubtFarFromLast: far from the last figure.
	DoubtFarFromLast Doubt = "far_from_last"
	// DoubtDecreasing: less than the last figure of a value that only grows.
	DoubtDecreasing Doubt = "decreasing"
	// DoubtFuture: a period or a day that has not begun.
	DoubtFuture Doubt = "future"
	// DoubtClosed: a period whose figures are closed.
	DoubtClosed Doubt = "closed"
)

// Context is what a figure is held against.
type Context struct {
	From, To calendar.Date // the span of its period
	AsOf     calendar.Date // zero: as of today
	Today    calendar.Date
	Last     *Figure // the figure of the period before, or the former one of a to_date target; nil: none
	Closed   bool    // the period is closed
}
