using Agents.Core.Approvals;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Executions;

namespace Agents.Silo.Approvals;

/// <summary>
/// Who asks: the one place that tells an authenticated principal from a name that a body claims. The gateway sets the principal's header and strips
/// what clients send under its name.
/// </summary>
internal static class Actors
{
    private const int MostTeams = 50;

    /// <summary>The authenticated principal in full form; null where nobody is signed in.</summary>
    public static string? Principal(HttpContext http) => Given(http) is { } given && given != SiloClient.OpenPrincipal ? given : null;

    /// <summary>Who acts on an execution: the principal, else the claimed name, else whom an open gateway stands for; null where none is there.</summary>
    public static string? Name(HttpContext http, string? claimed)
        => Principal(http) ?? (string.IsNullOrWhiteSpace(claimed) ? Given(http) : Actor.FullName(claimed.Trim()));

    /// <summary>Who decides. Teams are claimed in either case: memberships are not kept yet.</summary>
    public static Actor Of(HttpContext http, string? claimed, IEnumerable<string> teams)
        => Of(Name(http, claimed), teams) with { IsAuthenticated = Principal(http) is not null };

    /// <summary>A claimed actor.</summary>
    public static Actor Of(string? claimed, IEnumerable<string> teams) => (string.IsNullOrWhiteSpace(claimed) ? Actor.Anonymous : new Actor(Actor.FullName(claimed.Trim()))) with
    {
        Teams = [.. teams.Select(static team => Actor.FullTeamName(team.Trim())).Distinct()],
    };

    /// <summary>What is wrong with a claimed name and teams; null where nothing is.</summary>
    public static string? Problem(string? claimed, IReadOnlyCollection<string> teams)
    {
        if (claimed is not null && (claimed.Length > Actor.LongestName || claimed.Any(char.IsControl)))
        {
            return $"'actor' is a name of at most {Actor.LongestName} characters, like ada or user:ada.";
        }

        if (claimed is not null && (Actor.IsTeam(claimed) || claimed.StartsWith("system:", StringComparison.Ordinal)))
        {
            return "'actor' is a person like ada or user:ada; name teams in 'teams'.";
        }

        return teams.Count > MostTeams || teams.Any(static team => string.IsNullOrWhiteSpace(team) || team.Length > Actor.LongestName)
            ? $"'teams' names at most {MostTeams} teams like sre or team:sre."
            : null;
    }

    public static ActorRequest ToRequest(this Actor actor) => new(actor.Name, [.. actor.Teams], actor.IsAuthenticated);

    private static string? Given(HttpContext http)
        => http.Request.Headers[SiloClient.PrincipalHeader].ToString() is { Length: > 0 and <= Actor.LongestName } principal ? Actor.FullName(principal) : null;
}
