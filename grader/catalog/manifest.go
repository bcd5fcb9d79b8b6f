package catalog

import (
	"time"

	"racekit/grader/verdict"
)

// manifest is exercise.toml as it is written.
type manifest struct {
	Order         int            `toml:"order"`
	Level         Level          `toml:"level"`
	Minutes       int            `toml:"minutes"`
	Topics        []string       `toml:"topics"`
	Prerequisites []string       `toml:"prerequisites"`
	Files         []string       `toml:"files"`
	Imports       []string       `toml:"imports"`
	Processes     bool           `toml:"processes"`
	Title         verdict.Text   `toml:"title"`
	Test          []manifestTest `toml:"test"`
	Bounds        manifestBounds `toml:"bounds"`
}

type manifestTest struct {
	Name      string       `toml:"name"`
	Points    int          `toml:"points"`
	About     []string     `toml:"about"`
	Title     verdict.Text `toml:"title"`
	Why       verdict.Text `toml:"why"`
	Direction verdict.Text `toml:"direction"`
}

// manifestBounds has pointers to tell a bound of 0, a mistake, from none.
type manifestBounds struct {
	CPU    *int64 `toml:"cpu_seconds"`
	Wall   *int64 `toml:"wall_seconds"`
	Memory *int64 `toml:"memory_mib"`
	Steps  *int64 `toml:"steps"`
}

// fill gives the exercise what its manifest says.
func (m manifest) fill(ex *Exercise) {
	ex.Order, ex.Level, ex.Minutes = m.Order, m.Level, m.Minutes
	ex.Topics, ex.Prerequisites = m.Topics, m.Prerequisites
	ex.Title, ex.Files, ex.Imports, ex.Processes = m.Title, m.Files, m.Imports, m.Processes
	for _, t := range m.Test {
		ex.Tests = append(ex.Tests, Test(t))
	}
	ex.Bounds = m.Bounds.over(DefaultBounds())
}

// over replaces the defaults that are given.
func (b manifestBounds) over(d Bounds) Bounds {
	if b.CPU != nil {
		d.CPU = time.Duration(*b.CPU) * time.Second
	}
	if b.Wall != nil {
		d.Wall = time.Duration(*b.Wall) * time.Second
	}
	if b.Memory != nil {
		d.Memory = *b.Memory << 20
	}
	if b.Steps != nil {
		d.Steps = int(*b.Steps)
	}
	return d
}
