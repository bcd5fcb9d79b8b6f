package check

import "racekit/grader/answers"

// Totals are the figures of a report. Answers are counted once, gradings each time.
type Totals struct {
	Exercises int
	// Right answers are the solutions and the alternatives.
	Right Count
	// Native and Explorer are the mutants by the means that they declare.
	Native, Explorer Count
}

// Count is what became of answers of one sort.
type Count struct {
	Answers int
	// Good are the answers of which every grading was good: it passed a right answer,
	// or killed a mutant as declared.
	// Lived and NotViable are the mutants of which some grading was that, Other the
	// answers of which some grading was not good for another reason. An answer that
	// was not graded is in none of them.
	Good, Lived, NotViable, Other int
	// Gradings is how many were done. Of these, Escaped passed a mutant or did not
	// pass a right answer, and Undeclared were not as declared.
	Gradings, Escaped, Undeclared int
}

// Totals adds a report up.
func (r Report) Totals() Totals {
	t := Totals{Exercises: len(r.Exercises)}
	for _, ex := range r.Exercises {
		for _, a := range ex.Answers {
			switch {
			case a.Kind == Stub:
			case a.Kind != Mutant:
				t.Right.add(a)
			case a.Means == answers.Explorer:
				t.Explorer.add(a)
			default:
				t.Native.add(a)
			}
		}
	}
	return t
}

func (c *Count) add(a Result) {
	escaped := a.Outcomes[Lived] + a.Outcomes[Wrong]
	c.Answers++
	c.Gradings += a.Gradings
	c.Escaped += escaped
	c.Undeclared += a.Undeclared
	switch {
	case a.Gradings == 0:
	case a.Outcomes[NotViable] > 0:
		c.NotViable++
	case a.Outcomes[Lived] > 0:
		c.Lived++
	case a.Undeclared == 0 && escaped == 0:
		c.Good++
	default:
		c.Other++
	}
}
