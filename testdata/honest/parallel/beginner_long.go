// Package parallel reads many sources at once.
package parallel

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ReadAll calls read once for each name, all at the same time.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	// nothing to do
	if len(names) == 0 {
		return nil, nil
	}

	var wg sync.WaitGroup
	var mutex sync.Mutex
	contentOf := map[int]string{} // the key is the position, NOT the name: a name may come twice
	errorOf := map[int]error{}

	for i := 0; i < len(names); i++ {
		wg.Add(1)
		go func(position int, name string) {
			defer wg.Done()
			content, err := read(ctx, name) // not under the mutex, or they would go one by one
			mutex.Lock()
			defer mutex.Unlock()
			if err != nil {
				fmt.Println("could not read", name, "because:", err)
				errorOf[position] = err
			} else {
				contentOf[position] = content
			}
		}(i, names[i])
	}

	wg.Wait()

	// now I am alone and put everything in order
	var contents []string
	var allErrors []error
	for i := 0; i < len(names); i++ {
		contents = append(contents, contentOf[i]) // "" if it is not in the map
		if errorOf[i] != nil {
			allErrors = append(allErrors, errorOf[i])
		}
	}
	return contents, errors.Join(allErrors...)
}
