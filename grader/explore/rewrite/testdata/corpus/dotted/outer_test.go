package main_test

import (
	"fmt"
	"testing"
)

func TestOuter(t *testing.T) { fmt.Println("=> outer") }
