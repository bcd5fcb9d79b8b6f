package catalog

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// maxSeconds, maxMiB and maxSteps bound the bounds: what is more is a slip of the keyboard.
const (
	maxSeconds = 3600
	maxMiB     = 1 << 20
	maxSteps   = 1_000_000
)

// validator collects the mistakes of one manifest that decodes.
type validator struct {
	src  *strict.Source
	slug string
	errs []error
}

func (v *validator) say(path, what, remedy string) {
	v.errs = append(v.errs, v.src.Mistake(path, what, remedy))
}

// manifest checks everything that can be told from this manifest alone.
func (v *validator) manifest(m manifest) {
	if err := CheckSlug(v.slug); err != nil {
		v.say("", fmt.Sprintf("the folder cannot be a package: %v", err), "rename it")
	}
	v.positive("order", m.Order)
	v.level(m.Level)
	v.positive("minutes", m.Minutes)
	v.words("topics", m.Topics)
	if len(m.Topics) == 0 {
		v.say("topics", "topics is missing or empty", "name what the exercise teaches")
	}
	v.words("prerequisites", m.Prerequisites)
	v.files(m.Files)
	v.words("imports", m.Imports)
	v.text("title", m.Title)
	v.tests(m.Test)
	v.bound("bounds.cpu_seconds", m.Bounds.CPU, maxSeconds)
	v.bound("bounds.wall_seconds", m.Bounds.Wall, maxSeconds)
	v.bound("bounds.memory_mib", m.Bounds.Memory, maxMiB)
	v.bound("bounds.steps", m.Bounds.Steps, maxSteps)
}

func (v *validator) positive(path string, n int) {
	if n < 1 {
		v.say(path, fmt.Sprintf("%s is missing or not above 0", path), "give a whole number from 1")
	}
}

func (v *validator) level(l Level) {
	if slices.Contains(Levels(), l) {
		return
	}
	names := make([]string, len(Levels()))
	for i, known := range Levels() {
		names[i] = string(known)
	}
	v.say("level", fmt.Sprintf("unknown level %q", l), "write one of "+strings.Join(names, ", "))
}

// words checks that a list holds no empty word and none twice.
func (v *validator) words(path string, list []string) {
	for i, w := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		if strings.TrimSpace(w) == "" {
			v.say(at, path+" holds an empty word", "remove it")
		} else if slices.Contains(list[:i], w) {
			v.say(at, fmt.Sprintf("%s holds %q twice", path, w), "remove one")
		}
	}
}

func (v *validator) files(files []string) {
	if len(files) == 0 {
		v.say("files", "files is missing or empty", "name the files that the learner edits")
	}
	v.words("files", files)
	for i, name := range files {
		plain := strings.HasSuffix(name, ".go") && !strings.ContainsAny(name, `/\`) && !hidden(name)
		if !plain || strings.HasSuffix(name, "_test.go") || RoleOf(v.slug, name) != Other {
			v.say(fmt.Sprintf("files[%d]", i), fmt.Sprintf("%q cannot be a learner's file", name),
				"name a .go file of this folder that is no test, not kit.go and not kit_*.go")
		}
	}
}

// text checks that something is said in both languages, on one line.
func (v *validator) text(path string, t verdict.Text) {
	for _, said := range []struct{ lang, text string }{{"en", t.En}, {"ja", t.Ja}} {
		at := path + "." + said.lang
		switch {
		case strings.TrimSpace(said.text) == "":
			v.say(at, at+" is missing or empty", "say it in both languages, en and ja")
		case strings.ContainsAny(said.text, "\n\r\t"):
			v.say(at, at+" is more than one line", "write it on one line, without tabs")
		}
	}
}

func (v *validator) tests(tests []manifestTest) {
	if len(tests) == 0 {
		v.say("test", "there is no [[test]]", "add one for each test function")
		return
	}
	total := 0
	names := map[string]bool{}
	for i, t := range tests {
		at := fmt.Sprintf("test[%d]", i)
		v.test(at, t)
		if names[t.Name] && t.Name != "" {
			v.say(at+".name", fmt.Sprintf("test %q is listed twice", t.Name), "remove one")
		}
		names[t.Name] = true
		total += t.Points
	}
	if total != FullPoints {
		v.say(fmt.Sprintf("test[%d].points", len(tests)-1),
			fmt.Sprintf("the points of the tests add up to %d", total), fmt.Sprintf("make them %d", FullPoints))
	}
}

func (v *validator) test(at string, t manifestTest) {
	if !IsTest(t.Name) {
		v.say(at+".name", fmt.Sprintf("%q is no name of a test function", t.Name), `write "Test" and a word with a capital`)
	}
	if t.Points < 1 {
		v.say(at+".points", "points is missing or not above 0", "give a whole number from 1")
	}
	if len(t.About) == 0 {
		v.say(at+".about", "about is missing or empty", "name the learner's functions that the test is about")
	}
	for i, name := range t.About {
		first, second, dotted := strings.Cut(name, ".")
		if !token.IsIdentifier(first) || dotted && !token.IsIdentifier(second) {
			v.say(fmt.Sprintf("%s.about[%d]", at, i), fmt.Sprintf("%q is no function", name), `write "Func" or "Type.Method"`)
		}
	}
	v.text(at+".title", t.Title)
	v.text(at+".why", t.Why)
	v.text(at+".direction", t.Direction)
}

func (v *validator) bound(path string, n *int64, most int64) {
	if n != nil && (*n < 1 || *n > most) {
		v.say(path, fmt.Sprintf("%s = %d is out of range", path, *n), fmt.Sprintf("give a whole number from 1 to %d, or leave it out", most))
	}
}
