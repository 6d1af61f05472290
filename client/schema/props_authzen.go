package schema

var authzenProperties = []Property{
	{
		Name: "accessEvaluationScriptName", Type: str,
		Help: "Name of the access_evaluation script that decides. When empty or unknown the first enabled one decides.",
	},
	{
		Name: "accessEvaluationAllowBasicClientAuthorization", Type: boolean,
		Help: "Lets clients with the scope access_evaluation call with their id and secret. When false they need an access " +
			"token.",
	},
	{
		Name: "accessEvaluationDiscoveryCacheLifetimeInMinutes", Type: integer(UnitMinutes, 0),
		Help:    "How long each node keeps /.well-known/authzen-configuration. Changing the number empties the cache.",
		Default: raw(`5`),
		Unset:   raw(`5`),
	},
}
