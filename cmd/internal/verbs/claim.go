package verbs

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
)

var claims = entryNoun{
	resource: change.Claim,
	columns: []entryColumn{
		nameColumn("NAME"),
		textColumn("CLAIM NAME", "/claimName"),
		textColumn("TYPE", "/dataType"),
		statusColumn("STATUS"),
		booleanColumn("MULTIVALUED", "/oxMultiValuedAttribute", false),
		textColumn("DISPLAY NAME", "/displayName"),
	},
	sorts: []sortColumn{ // AttributeService.java passes columns on to the database
		{"name", "jansAttrName"}, {"claim-name", "jansClaimName"}, {"type", "jansAttrTyp"}, {"status", "jansStatus"},
		{"display-name", "displayName"}, {"description", "description"}, {"inum", "inum"},
	},
	flags: []fieldFlag{
		{name: "name", path: "/name", usage: "`NAME` of the attribute of people; the server's table of people needs a column of this name"},
		{name: "claim-name", path: "/claimName", usage: "`NAME` of the claim in userinfo and tokens"},
		{name: "display-name", path: "/displayName", usage: "name for people, as on the consent page"},
		{name: "description", path: "/description", usage: "what the claim says about a person"},
		{name: "type", path: "/dataType", usage: "`TYPE` of the values, as string or boolean"},
		{name: "status", path: "/status", usage: "`STATUS`, as active or inactive"},
		{name: "multivalued", path: "/oxMultiValuedAttribute", usage: "a person can have several values"},
		{name: "view-type", path: "/viewType", usage: "`ROLES` that see the attribute, with commas"},
		{name: "edit-type", path: "/editType", usage: "`ROLES` that may change the attribute, with commas"},
		{name: "hide-on-discovery", path: "/jansHideOnDiscovery", usage: "leave the claim out of discovery"},
		{name: "regexp", path: "/attributeValidation/regexp", usage: "what values must match, as a Java regular expression"},
	},
}

// statusColumn shows whether a claim is active.
func statusColumn(title string) entryColumn {
	return entryColumn{title, func(e *ops.Entity, paint *theme.Theme) cell {
		status := textColumn("", "/status").cell(e, paint)
		if status.style = paint.Warn; status.text == "active" {
			status.style = paint.OK
		}
		return status
	}}
}

// claimCommand is the noun for the attributes of people and their names in tokens.
func (a *app) claimCommand() *cobra.Command {
	return noun("claim", "Claims: attributes of people and their names in tokens", `Claims are attributes of people together with the names that userinfo and
tokens give them. The server calls them attributes.

A claim is named by its attribute, its name in tokens, or its inum.`,
		a.claimList(), a.getVerb(claims), a.claimCreate(), a.claimUpdate(), a.deleteVerb(claims), a.editVerb(claims),
		a.usersVerb(claims, "List the scopes that release a claim", "List the scopes that release a claim. All scopes are read for it."))
}

func (a *app) claimList() *cobra.Command {
	filter := &entryFilter{}
	command := a.listVerb(claims, filter, `List claims. The server looks for the text of --search in display name,
description, name and inum, in any case.`)
	statuses := []string{"active", "inactive"}
	command.Flags().StringVar(&filter.query.Status, "status", "", "only those of the `STATUS`: active, inactive")
	must(command.RegisterFlagCompletionFunc("status", cobra.FixedCompletions(statuses, cobra.ShellCompDirectiveNoFileComp)))
	command.PreRunE = func(*cobra.Command, []string) error {
		if filter.query.Status != "" && !slices.Contains(statuses, filter.query.Status) {
			return oneOf("--status", filter.query.Status, statuses)
		}
		return nil
	}
	return command
}

func (a *app) claimCreate() *cobra.Command {
	command := a.createVerb(claims, `Create a claim for an attribute of people. The server's table of people must
have a column of its name, and no other claim may stand for it.

Unless flags say otherwise the claim is a string, active, seen by users and
administrators, and changed by administrators.`,
		`  jansadm claim create --name jansHonorificPrefix --claim-name honorific_prefix \
    --display-name "Title" --description "Form of address, as in Dr."`)
	completeTypes(command, claimTypes())
	return command
}

func (a *app) claimUpdate() *cobra.Command {
	command := a.updateVerb(claims, `Change a claim. Only what is named is written; everything else stays as it is.`,
		`  jansadm claim update employeeType --claim-name employee_type
  jansadm claim update birthdate --set attributeValidation.maxLength=10 --unset tooltip`)
	completeTypes(command, claimTypes())
	return command
}

func claimTypes() []string {
	field, _ := schema.Claim().Field("/dataType")
	return field.Type.Values
}
