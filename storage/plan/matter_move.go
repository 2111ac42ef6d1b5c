package plan

// Verb is what somebody does about a matter.
type Verb string

// The verbs that open a matter, one of each kind.
const (
	VerbDeclare  Verb = "declare"
	VerbAsk      Verb = "ask"
	VerbRaise    Verb = "raise"
	VerbDemand   Verb = "demand"
	VerbInstruct Verb = "instruct"
)

// The verbs that move one on.
const (
	VerbConfirm  Verb = "confirm"
	VerbReturn   Verb = "return" // to the unit, with a reason
	VerbReopen   Verb = "reopen" // what was confirmed by mistake
	VerbForward  Verb = "forward"
	VerbAgree    Verb = "agree"
	VerbRefuse   Verb = "refuse"
	VerbMore     Verb = "more"   // ask for more before deciding
	VerbSupply   Verb = "supply" // give what was asked for
	VerbGrant    Verb = "grant"  // the level above agreed, in a document
	VerbDeny     Verb = "deny"   // it did not
	VerbAnswer   Verb = "answer"
	VerbClose    Verb = "close" // with a decision
	VerbAccept   Verb = "accept"
	VerbExplain  Verb = "explain"
	VerbCarry    Verb = "carry" // report an instruction carried out
	VerbWithdraw Verb = "withdraw"
)

// VerbRetire is what happens to an open matter whose task goes: nobody's move, so that no row of the table has it.
const VerbRetire Verb = "retire"

// Move is a row of the table by which matters are settled.
type Move struct {
	Kind  MatterKind
	From  MatterState // empty: it opens the matter
	Verb  Verb
	Act   Action // who may do it, see granted
	To    MatterState
	Above MatterState // in place of To where the level above has the last word; empty: To
	Words bool        // it needs words: a reason, an answer, the number of a document
}

// moves is the one table of how matters are settled: units ask and answer, the office collects and forwards, the
// Chairman decides, the level above grants (27/KH-UBND of 2024, II.1.d and part III).
var moves = []Move{
	{Kind: Completion, Verb: VerbDeclare, Act: ActDeclare, To: WithOffice},
	{Kind: Completion, From: WithOffice, Verb: VerbConfirm, Act: ActConfirm, To: EndConfirmed},
	{Kind: Completion, From: WithOffice, Verb: VerbReturn, Act: ActConfirm, To: EndReturned, Words: true},
	{Kind: Completion, From: WithOffice, Verb: VerbWithdraw, Act: ActDeclare, To: EndWithdrawn},
	{Kind: Completion, From: EndConfirmed, Verb: VerbReopen, Act: ActConfirm, To: EndReturned, Words: true},

	{Kind: Extension, Verb: VerbAsk, Act: ActAsk, To: WithOffice, Words: true},
	{Kind: Extension, From: WithOffice, Verb: VerbForward, Act: ActProcess, To: WithLeaders},
	{Kind: Extension, From: WithOffice, Verb: VerbReturn, Act: ActProcess, To: EndReturned, Words: true},
	{Kind: Extension, From: WithLeaders, Verb: VerbAgree, Act: ActDecide, To: EndGranted, Above: WithAbove},
	{Kind: Extension, From: WithLeaders, Verb: VerbRefuse, Act: ActDecide, To: EndRefused},
	{Kind: Extension, From: WithLeaders, Verb: VerbMore, Act: ActDecide, To: WithUnit, Words: true},
	{Kind: Extension, From: WithUnit, Verb: VerbSupply, Act: ActAsk, To: WithLeaders, Words: true},
	{Kind: Extension, From: WithAbove, Verb: VerbGrant, Act: ActProcess, To: EndGranted, Words: true},
	{Kind: Extension, From: WithAbove, Verb: VerbDeny, Act: ActProcess, To: EndRefused, Words: true},
	{Kind: Extension, From: WithOffice, Verb: VerbWithdraw, Act: ActAsk, To: EndWithdrawn},
	{Kind: Extension, From: WithLeaders, Verb: VerbWithdraw, Act: ActAsk, To: EndWithdrawn},
	{Kind: Extension, From: WithUnit, Verb: VerbWithdraw, Act: ActAsk, To: EndWithdrawn},

	{Kind: Obstacle, Verb: VerbRaise, Act: ActAsk, To: WithOffice, Words: true},
	{Kind: Obstacle, From: WithOffice, Verb: VerbAnswer, Act: ActProcess, To: WithUnit, Words: true},
	{Kind: Obstacle, From: WithOffice, Verb: VerbForward, Act: ActProcess, To: WithLeaders},
	{Kind: Obstacle, From: WithOffice, Verb: VerbClose, Act: ActProcess, To: EndClosed, Words: true},
	{Kind: Obstacle, From: WithLeaders, Verb: VerbClose, Act: ActDecide, To: EndClosed, Words: true},
	{Kind: Obstacle, From: WithUnit, Verb: VerbAccept, Act: ActAsk, To: EndAnswered},
	{Kind: Obstacle, From: WithUnit, Verb: VerbSupply, Act: ActAsk, To: WithOffice, Words: true},
	{Kind: Obstacle, From: WithUnit, Verb: VerbClose, Act: ActProcess, To: EndClosed, Words: true},
	{Kind: Obstacle, From: WithOffice, Verb: VerbWithdraw, Act: ActAsk, To: EndWithdrawn},

	{Kind: Explanation, Verb: VerbDemand, Act: ActDemand, To: WithUnit},
	{Kind: Explanation, From: WithUnit, Verb: VerbExplain, Act: ActExplain, To: WithLeaders, Words: true},
	{Kind: Explanation, From: WithLeaders, Verb: VerbExplain, Act: ActExplain, To: WithLeaders, Words: true},
	{Kind: Explanation, From: WithLeaders, Verb: VerbAccept, Act: ActDemand, To: EndAccepted},
	{Kind: Explanation, From: WithLeaders, Verb: VerbMore, Act: ActDemand, To: WithUnit, Words: true},
	{Kind: Explanation, From: WithUnit, Verb: VerbWithdraw, Act: ActDemand, To: EndWithdrawn},

	{Kind: Instruction, Verb: VerbInstruct, Act: ActDirect, To: WithUnit, Words: true},
	{Kind: Instruction, From: WithUnit, Verb: VerbCarry, Act: ActCarry, To: WithLeaders, Words: true},
	{Kind: Instruction, From: WithLeaders, Verb: VerbAccept, Act: ActDirect, To: EndAccepted},
	{Kind: Instruction, From: WithLeaders, Verb: VerbMore, Act: ActDirect, To: WithUnit, Words: true},
	{Kind: Instruction, From: WithUnit, Verb: VerbWithdraw, Act: ActDirect, To: EndWithdrawn},
}

// Moves lists the whole table.
func Moves() []Move { return append([]Move(nil), moves...) }

// Opening is the move that opens a matter of a kind.
func Opening(k MatterKind) Move {
	for _, m := range moves {
		if m.Kind == k && m.From == "" {
			return m
		}
	}
	return Move{}
}

// Move finds what a verb does to the matter as it stands.
func (m Matter) Move(v Verb) (Move, bool) {
	for _, move := range moves {
		if move.Kind == m.Kind && move.From == m.State && move.Verb == v && move.From != "" {
			return move, true
		}
	}
	return Move{}, false
}

// Moves lists what can be done about the matter as it stands by somebody who may do what allowed says.
func (m Matter) Moves(allowed func(Action) bool) []Move {
	var all []Move
	for _, move := range moves {
		if move.Kind == m.Kind && move.From == m.State && m.State.Open() && allowed(move.Act) {
			all = append(all, move)
		}
	}
	return all
}

// Goes is the state that a move leads to.
func (m Move) Goes(above bool) MatterState {
	if above && m.Above != "" {
		return m.Above
	}
	return m.To
}
