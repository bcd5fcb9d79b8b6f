package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// relations checks what exercises say of each other. Exercises whose metadata is
// not TOML exist, but say nothing.
func relations(all []Exercise) []error {
	r := relator{all: all, bySlug: map[string]Exercise{}}
	for _, ex := range all {
		r.bySlug[ex.Slug] = ex
		r.slugs = append(r.slugs, ex.Slug)
	}
	r.orders()
	for _, ex := range all {
		r.prerequisites(ex)
	}
	return r.errs
}

type relator struct {
	all    []Exercise
	slugs  []string
	bySlug map[string]Exercise
	errs   []error
}

func (r *relator) say(ex Exercise, path, what, remedy string) {
	r.errs = append(r.errs, ex.src.Mistake(path, what, remedy))
}

// orders checks that no two exercises have one place in the course. They come sorted.
func (r *relator) orders() {
	for i, ex := range r.all {
		if i > 0 && ex.Order > 0 && r.all[i-1].Order == ex.Order && ex.src != nil {
			r.say(ex, "order", fmt.Sprintf("order %d is that of %q too", ex.Order, r.all[i-1].Slug), "give each exercise its own")
		}
	}
}

// prerequisites checks that each one exists, and comes earlier in the course.
func (r *relator) prerequisites(ex Exercise) {
	for i, slug := range ex.Prerequisites {
		at := fmt.Sprintf("prerequisites[%d]", i)
		before, ok := r.bySlug[slug]
		switch cycle := r.path(slug, ex.Slug); {
		case !ok:
			r.say(ex, at, fmt.Sprintf("unknown prerequisite %q", slug), r.suggest(slug))
		case cycle != nil:
			r.say(ex, at, "the prerequisites form a cycle: "+strings.Join(append([]string{ex.Slug}, cycle...), " -> "), "remove one of them")
		case before.Order > ex.Order && ex.Order > 0:
			r.say(ex, at, fmt.Sprintf("the prerequisite %q comes later, at order %d", slug, before.Order), "change one of the orders")
		}
	}
}

// path returns the shortest way from one exercise to another along prerequisites,
// both ends included, or nil if there is none. It is a breadth-first search.
func (r *relator) path(from, to string) []string {
	seen := map[string]bool{from: true}
	for ways := [][]string{{from}}; len(ways) > 0; ways = ways[1:] {
		last := ways[0][len(ways[0])-1]
		if last == to {
			return ways[0]
		}
		for _, next := range r.bySlug[last].Prerequisites {
			if !seen[next] {
				seen[next] = true
				ways = append(ways, append(slices.Clone(ways[0]), next))
			}
		}
	}
	return nil
}

func (r *relator) suggest(slug string) string {
	if near, ok := nearest(slug, r.slugs); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "name one of " + strings.Join(r.slugs, ", ") + ", or bring its folder back"
}
