package contention_test

import (
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"racekit/solutions/contention"

	"racekit/grader/harness"
)

// All texts are rendered together, each of them once, also those that go to the same
// id. Whoever returns from Post has posted.
func TestRendersOverlap(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		ids := slices.Repeat([]string{"news", "jobs", "news", "cars"}, 10)[:r.Size(40, 3)]
		together := r.Witness(len(ids))
		var renders atomic.Int32
		board := contention.New(func(text string) string {
			renders.Add(1)
			together.Arrive()
			return rendered(text)
		})
		for _, id := range ids {
			r.Go("post "+id, func() { board.Post(id, id) })
		}
		r.Join()
		for _, id := range ids {
			if got, want := board.Get(id), rendered(id); got != want {
				r.Errorf("after every Post: Get(%s) = %q; want %q", id, got, want)
			}
		}
		board.Post("news", "news") // the same once more
		if n := int(renders.Load()); n != len(ids)+1 {
			r.Errorf("calls of render: %d; want %d, one for each Post()", n, len(ids)+1)
		}
	})
}

// Get does not wait for a page that is being rendered: it returns the one before. It may
// meet a Post at any moment.
func TestGetDuringRender(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		board := contention.New(renderOf(r))
		board.Post("news", "old")
		r.Independent(
			func() { board.Post("news", slow) },
			func() {
				if got := board.Get("news"); got != rendered("old") && got != rendered(slow) {
					r.Errorf("during render: Get(news) = %q; want %q", got, rendered("old"))
				}
				if got := board.Get("jobs"); got != "" {
					r.Errorf("nobody posted to jobs: Get(jobs) = %q; want %q", got, "")
				}
			},
		)
		if got := board.Get("news"); got != rendered(slow) {
			r.Errorf("after Post: Get(news) = %q; want %q", got, rendered(slow))
		}
		r.Independent(
			func() { board.Post("cars", slow) },
			func() {
				if got := board.Get("cars"); got != "" && got != rendered(slow) {
					r.Errorf("during the first render: Get(cars) = %q; want %q", got, "")
				}
			},
		)

		plain := contention.New(func(text string) string { return text })
		plain.Post("news", "old")
		plain.Post("news", "")
		if got := plain.Get("news"); got != "" {
			r.Errorf("after a Post whose page is empty: Get() = %q; want %q", got, "")
		}

		each := r.Size(200, 1)
		r.Go("post", func() {
			for range each {
				board.Post("jobs", "new")
			}
		})
		r.Go("get", func() {
			for range each {
				if got := board.Get("jobs"); got != "" && got != rendered("new") {
					r.Errorf("during Post: Get(jobs) = %q; want %q or %q", got, "", rendered("new"))
				}
			}
		})
		r.Join()
		if got := board.Get("jobs"); got != rendered("new") {
			r.Errorf("after every Post: Get(jobs) = %q; want %q", got, rendered("new"))
		}
	})
}

// Who only reads does not wait for others who only read, however long they look.
func TestReadersOverlap(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		board := contention.New(rendered)
		board.Post("news", "new")
		r.Independent(
			func() { board.View(func(map[string]string, int) { r.Work(1) }) },
			func() {
				if got, want := view(r, board)["news"], rendered("new"); got != want {
					r.Errorf("during a View: View() shows %q; want %q", got, want)
				}
				if got, want := board.Get("news"), rendered("new"); got != want {
					r.Errorf("during a View: Get() = %q; want %q", got, want)
				}
			},
		)
	})
}

// Pages and total are of one moment, whenever somebody looks: during a render, while
// others post, and afterwards.
func TestViewIsOfOneMoment(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		board := contention.New(renderOf(r))
		board.Post("news", "old")
		r.Independent(
			func() { board.Post("news", slow) },
			func() {
				if got := view(r, board)["news"]; got != rendered("old") && got != rendered(slow) {
					r.Errorf("during render: View() shows %q; want %q", got, rendered("old"))
				}
			},
		)
		r.Independent(
			func() { board.Post("cars", slow) },
			func() {
				if got, ok := view(r, board)["cars"]; ok && got != rendered(slow) {
					r.Errorf("during the first render: View() shows %q; want no page", got)
				}
			},
		)
		each := r.Size(200, 1)
		for _, text := range []string{"long", "longer"} {
			r.Go("post "+text, func() {
				for range each {
					board.Post("news", text)
					board.Post(text, text)
				}
			})
		}
		r.Go("view", func() {
			for range each {
				view(r, board)
			}
		})
		r.Join()
		pages := view(r, board)
		if pages["long"] != rendered("long") || pages["longer"] != rendered("longer") || len(pages) != 4 {
			r.Errorf("after every Post: View() shows %v; want a page for each of news, cars, long, longer", pages)
		}
	})
}

// view returns a copy of the pages that one View shows, and demands that the total is
// theirs.
func view(r *harness.Run, board *contention.Board) map[string]string {
	r.Helper()
	var seen atomic.Pointer[map[string]string]
	var calls atomic.Int32
	board.View(func(pages map[string]string, total int) {
		calls.Add(1)
		sum := 0
		for _, page := range pages {
			sum += len(page)
		}
		if sum != total {
			r.Errorf("View(): total = %d; the pages have %d", total, sum)
		}
		mine := maps.Clone(pages)
		seen.Store(&mine)
	})
	if n := calls.Load(); n != 1 {
		r.Fatalf("View() called its function %d times; want 1", n)
	}
	return *seen.Load()
}

// slow is the text whose rendering takes its time.
const slow = "slow"

func renderOf(r *harness.Run) func(string) string {
	return func(text string) string {
		if text == slow {
			r.Work(1)
		}
		return rendered(text)
	}
}

func rendered(text string) string { return "<p>" + strings.ToUpper(text) }
