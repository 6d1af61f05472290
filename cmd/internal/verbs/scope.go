package verbs

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

var scopes = entryNoun{
	resource: change.Scope,
	columns: []entryColumn{
		nameColumn("ID"),
		textColumn("DISPLAY NAME", "/displayName"),
		textColumn("TYPE", "/scopeType"),
		booleanColumn("DEFAULT", "/defaultScope", false),
		booleanColumn("DISCOVERY", "/attributes/showInConfigurationEndpoint", true),
		countColumn("CLAIMS", "/claims"),
		countColumn("SCRIPTS", "/dynamicScopeScripts", "/umaAuthorizationPolicies"),
	},
	sorts: []sortColumn{ // ScopeService.java passes columns on to the database
		{"id", "jansId"}, {"display-name", "displayName"}, {"type", "jansScopeTyp"}, {"default", "jansDefScope"},
		{"description", "description"}, {"inum", "inum"},
	},
	flags: []fieldFlag{
		{name: "id", path: "/id", usage: "`ID` that clients ask for"},
		{name: "type", path: "/scopeType", usage: "`TYPE` of the scope: " + strings.Join(schema.CreatableScopeTypes(), ", ")},
		{name: "display-name", path: "/displayName", usage: "name for people, as on the consent page"},
		{name: "description", path: "/description", usage: "what the scope lets a client do"},
		{name: "icon-url", path: "/iconUrl", usage: "address of a picture for UMA clients"},
		{name: "claims", one: "claim", path: "/claims", usage: "`NAMES` of the claims that the scope releases, with commas"},
		{name: "scripts", one: "script", path: "/dynamicScopeScripts", usage: "`NAMES` of the scripts that a dynamic scope runs, with commas"},
		{name: "policies", one: "policy", path: "/umaAuthorizationPolicies", usage: "`NAMES` of the policy scripts of a uma scope, with commas"},
		{name: "group-claims", path: "/groupClaims", usage: "release the claims as one object named after the scope"},
		{name: "default", path: "/defaultScope", usage: "let clients that register themselves have the scope"},
		{name: "in-discovery", path: "/attributes/showInConfigurationEndpoint", usage: "list the scope in discovery; a new scope is, unless this is false"},
	},
}

// scopeCommand is the noun for scopes of all types.
func (a *app) scopeCommand() *cobra.Command {
	types := described(typeNames(), func(name string) string {
		t, _ := schema.LookupScopeType(name)
		return t.Sentence
	})
	return noun("scope", "Scopes: what clients ask for, and the claims and scripts behind it", `Scopes are what clients ask for and access tokens carry. What a scope does is
said by its type:

`+types+`

A scope is named by its ID or its inum, a claim by its name in tokens, its
attribute or its inum, a script by its name or its inum. Changing verbs show
what they would do and ask; without a terminal they need --yes.`,
		a.scopeList(), a.getVerb(scopes), a.scopeCreate(), a.scopeUpdate(), a.deleteVerb(scopes), a.editVerb(scopes), a.scopeClone(),
		a.usersVerb(scopes, "List the clients that have a scope", `List the clients that have a scope. The server looks at every client for it,
which can take a while.`),
		a.scopeStandard(), a.scopePreviewCommand())
}

func (a *app) scopeList() *cobra.Command {
	filter := &entryFilter{}
	command := a.listVerb(scopes, filter, `List scopes. The server looks for the text of --search in id, display name,
description, type and inum.`)
	a.typeFlag(command, filter, typeNames())
	return command
}

func typeNames() []string {
	var names []string
	for _, t := range schema.ScopeTypes() {
		names = append(names, t.Name)
	}
	return names
}

// typeFlag adds --type to a list.
func (a *app) typeFlag(command *cobra.Command, filter *entryFilter, types []string) {
	usage := "only those of the `TYPE`"
	if len(types) < 10 {
		usage += ": " + strings.Join(types, ", ")
	}
	command.Flags().StringVar(&filter.query.Type, "type", "", usage)
	must(command.RegisterFlagCompletionFunc("type", cobra.FixedCompletions(types, cobra.ShellCompDirectiveNoFileComp)))
	command.PreRunE = func(*cobra.Command, []string) error {
		if filter.query.Type != "" && !slices.Contains(types, filter.query.Type) {
			return oneOf("--type", filter.query.Type, types)
		}
		return nil
	}
}

const enableScriptsFlag = "enable-scripts"

// scopeVerb is a verb that writes a scope. It takes the flag by which a plan enables the scripts that the scope runs.
func scopeVerb(command *cobra.Command, fields *fieldFlags) writeVerb {
	enable := command.Flags().Bool(enableScriptsFlag, false, "enable the scripts of the scope that are disabled, in the same plan")
	return writeVerb{
		noun: scopes, fields: fields,
		takes: func(offer ops.Offer) bool { return *enable && offer.ID == ops.OfferEnableScript },
		alone: &aloneEdits{
			asked: enable, nothing: "runs no script that is disabled", edits: ops.EnablingScripts},
	}
}

const removeFromClientsFlag = "remove-from-clients"

// takesFromClients adds the flag by which a plan takes the scopes that it deletes from the clients that have them.
func takesFromClients(command *cobra.Command) func(ops.Offer) bool {
	remove := command.Flags().Bool(removeFromClientsFlag, false, "remove the scopes from the clients that have them, in the same plan")
	return func(offer ops.Offer) bool { return *remove && offer.ID == ops.OfferRemoveFromClients }
}

func (a *app) scopeCreate() *cobra.Command {
	command := &cobra.Command{
		Use: "create", Short: "Create a scope",
		Long: `Create a scope. A dynamic scope releases only what its scripts add; a grouping
of claims of your own is an openid scope.

--file takes a scope as "scope get -o json" prints it, with names allowed in
place of DNs; flags are applied on top of it.`,
		Example: `  jansadm scope create --id careers --type openid --claims given_name,employee_number
  jansadm scope create --id work_info --type dynamic --script work_phone --enable-scripts
  jansadm scope create --id payments --type oauth --set description=@text.txt --in-discovery=false`,
		Args: none,
	}
	v := scopeVerb(command, scopes.define(command, false))
	completeTypes(command, schema.CreatableScopeTypes())
	command.RunE = func(c *cobra.Command, _ []string) error { return a.create(c.Context(), v, scopes.fresh) }
	return command
}

func completeTypes(command *cobra.Command, types []string) {
	must(command.RegisterFlagCompletionFunc("type", cobra.FixedCompletions(types, cobra.ShellCompDirectiveNoFileComp)))
}

func (a *app) scopeUpdate() *cobra.Command {
	command := &cobra.Command{
		Use: "update " + anyName, Short: "Change a scope",
		Long: `Change a scope. Only what is named is written; everything else stays as it is.

--claims, --scripts and --policies replace a list; --add-claim, --remove-claim
and so on change it, and may be repeated or given several names with commas.
What leads nowhere is removed by its inum. With --enable-scripts alone the scope
stays as it is, and its scripts that are disabled are enabled.`,
		Example: `  jansadm scope update careers --add-claim picture --remove-claim employee_number
  jansadm scope update work_info --add-script work_phone --enable-scripts
  jansadm scope update careers --set attributes.showInConfigurationEndpoint=false --unset iconUrl`,
		Args: exactly(1, "the "+anyName+" of one scope"),
	}
	v := scopeVerb(command, scopes.define(command, true))
	completeTypes(command, schema.CreatableScopeTypes())
	command.RunE = func(c *cobra.Command, args []string) error { return a.update(c.Context(), v, args[0]) }
	return command
}

func (a *app) scopeClone() *cobra.Command {
	command := &cobra.Command{
		Use: "clone " + anyName, Short: "Create a scope like another one",
		Long: `Create a scope that is like another one but for its ID and what further flags
say. Clients of the other scope do not get it.`,
		Example: `  jansadm scope clone profile --id profile_short --claims given_name,family_name`,
		Args:    exactly(1, "the "+anyName+" of one scope"),
	}
	v := scopeVerb(command, scopes.define(command, true))
	completeTypes(command, schema.CreatableScopeTypes())
	command.RunE = func(c *cobra.Command, args []string) error {
		if !v.fields.flags.Changed("id") {
			return missing(c, "--id NEW")
		}
		return a.create(c.Context(), v, func(ctx context.Context, o *ops.Ops) (document.Document, error) {
			entity, err := o.Find(ctx, change.Scope, args[0])
			if err != nil {
				return nil, err
			}
			if _, err := o.NamesOf(ctx, entity); err != nil { // so that names are found in the lists of the entry
				return nil, err
			}
			doc := entity.Document.Clone()
			delete(doc, "inum")
			return doc, nil
		})
	}
	return command
}
