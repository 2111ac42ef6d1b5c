package message

import (
	"fmt"
	"slices"
	"strings"
)

// InChargeOf names the areas of the plan that a vice chairman answers for, empty where they answer for all.
func InChargeOf(areas []int) string {
	if len(areas) == 0 {
		return ""
	}
	numbers := make([]string, len(areas))
	for i, no := range slices.Sorted(slices.Values(areas)) {
		numbers[i] = fmt.Sprint(no)
	}
	return " phụ trách lĩnh vực " + strings.Join(numbers, ", ")
}
