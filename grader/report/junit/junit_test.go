package junit_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/report/junit"
	"racekit/grader/report/streamtest"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

func TestGolden(t *testing.T) {
	for _, stream := range streamtest.Names(t) {
		for _, lang := range []verdict.Lang{verdict.English, verdict.Japanese} {
			name := fmt.Sprintf("%s.%s", stream, lang)
			t.Run(name, func(t *testing.T) { streamtest.Golden(t, name, render(t, stream, lang)) })
		}
	}
}

func render(t *testing.T, stream string, lang verdict.Lang) string {
	var got bytes.Buffer
	streamtest.Replay(t, stream, junit.New(&got, junit.Options{Lang: lang}))
	return got.String()
}

// document is as much of a report as a reader needs, read without our own types.
type document struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
	Suites   []struct {
		Name  string `xml:"name,attr"`
		Cases []struct {
			Classname string    `xml:"classname,attr"`
			Name      string    `xml:"name,attr"`
			File      string    `xml:"file,attr"`
			Line      int       `xml:"line,attr"`
			Failure   *problem  `xml:"failure"`
			Error     *problem  `xml:"error"`
			Skipped   *struct{} `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type problem struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Body    string `xml:",chardata"`
}

func parse(t *testing.T, s string) document {
	var doc document
	require.NoError(t, xml.Unmarshal([]byte(s), &doc))
	return doc
}

// TestWellFormed holds that a strict parser takes every report, whatever a submission
// printed, and that the totals are those of the cases.
func TestWellFormed(t *testing.T) {
	for _, stream := range streamtest.Names(t) {
		if stream == "truncated" {
			continue // see TestCutOff
		}
		t.Run(stream, func(t *testing.T) {
			text := render(t, stream, verdict.English)
			for line := range strings.SplitSeq(text, "\n") {
				assert.Equal(t, term.Defuse(line), line, "a CI system would obey this")
			}
			doc := parse(t, text)
			var cases, failures, errs, skipped int
			seen := map[string]bool{}
			for _, s := range doc.Suites {
				for _, c := range s.Cases {
					cases++
					assert.False(t, seen[c.Classname+" "+c.Name], "GitLab drops the repeat of %s %s", c.Classname, c.Name)
					seen[c.Classname+" "+c.Name] = true
					if c.Failure != nil {
						failures++
						assert.Contains(t, strings.Join(strings.Fields(c.Failure.Body), " "), strings.SplitN(c.Failure.Message, ":", 2)[0])
					}
					if c.Error != nil {
						errs++
					}
					if c.Skipped != nil {
						skipped++
					}
				}
			}
			assert.Equal(t, []int{cases, failures, errs, skipped}, []int{doc.Tests, doc.Failures, doc.Errors, doc.Skipped})
		})
	}
}

func TestEveryTestOfWhatDoesNotCompileFails(t *testing.T) {
	doc := parse(t, render(t, "does-not-compile", verdict.English))
	require.Len(t, doc.Suites, 2)
	require.Len(t, doc.Suites[1].Cases, 3)
	for _, c := range doc.Suites[1].Cases {
		require.NotNil(t, c.Failure, c.Name)
		assert.Equal(t, "does not compile", c.Failure.Type)
		assert.Contains(t, c.Failure.Body, "declared and not used: old")
		assert.Contains(t, c.Failure.Body, "c.count undefined")
		assert.Equal(t, "exercises/counter/counter.go", c.File)
		assert.Equal(t, 15, c.Line)
	}
}

func TestOurFaultIsAnError(t *testing.T) {
	doc := parse(t, render(t, "not-graded", verdict.English))
	assert.Equal(t, 3, doc.Errors)
	assert.Zero(t, doc.Failures)
}

func TestInterruptedIsSkipped(t *testing.T) {
	doc := parse(t, render(t, "interrupted", verdict.English))
	assert.Equal(t, 2, doc.Skipped, "one test of each of two exercises was not decided")
	assert.Zero(t, doc.Errors)
	doc = parse(t, render(t, "interrupted-early", verdict.English))
	assert.Equal(t, 4, doc.Skipped, "four exercises were not reached")
}

func TestVerdictWithoutTests(t *testing.T) {
	var got bytes.Buffer
	h := junit.New(&got, junit.Options{})
	require.NoError(t, h.Exercise(verdict.Exercise{Slug: "counter", Verdict: verdict.Refused}))
	require.NoError(t, h.Summary(verdict.Summary{}))
	doc := parse(t, got.String())
	require.Equal(t, 1, doc.Failures, "a failure without a test must not look like a pass")
	assert.Equal(t, "refused", doc.Suites[0].Cases[0].Failure.Type)
}

func TestCutOff(t *testing.T) {
	assert.Empty(t, render(t, "truncated", verdict.English))
}

func TestWriteError(t *testing.T) {
	err := junit.New(failing{}, junit.Options{}).Summary(verdict.Summary{})
	assert.ErrorIs(t, err, io.ErrShortWrite)
	assert.EqualError(t, errors.Unwrap(err), "short write")
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
