// Package planfile reads the YAML file in which an operator hands a plan over, and shows what it understood.
//
// The format is documented by its example, the plan that storage/sample ships. Reading never stops at the first
// mistake: every problem of the file is reported with its line and column, so that one round of corrections is
// enough. Numbers are taken as written and never pass through a float. Anchors, aliases, tags and the other
// devices of YAML that let a small file grow large are refused.
package planfile
