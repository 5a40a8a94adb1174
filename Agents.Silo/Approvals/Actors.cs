using Agents.Core.Approvals;
using Agents.Silo.Access;
using Agents.Silo.Executions;

namespace Agents.Silo.Approvals;

/// <summary>Who acts: the one place that tells an authenticated principal from a name that a body claims, which counts with an admin's key alone, or where nobody is asked for a key.</summary>
internal static class Actors
{
    private const int MostTeams = 50;

    /// <summary>The authenticated principal in full form; null where nobody is signed in.</summary>
    public static string? Principal(HttpContext http) => http.Caller() is { IsAuthenticated: true } caller ? Actor.FullName(caller.Principal!) : null;

    /// <summary>Who acts on an execution: the claimed name where one may be claimed, else the principal; null where neither is there.</summary>
    public static string? Name(HttpContext http, string? claimed)
        => string.IsNullOrWhiteSpace(claimed) || !http.Caller().MayClaim
            ? http.Caller().Principal is { Length: > 0 and <= Actor.LongestName } principal ? Actor.FullName(principal) : null
            : Actor.FullName(claimed.Trim());

    /// <summary>Who decides, with the teams that are kept of an authenticated principal, or those that are claimed with a claimed name.</summary>
    public static Actor Of(HttpContext http, string? claimed, IEnumerable<string> teams)
        => http.Caller() is { IsAuthenticated: true } caller && (string.IsNullOrWhiteSpace(claimed) || !caller.MayClaim)
            ? new Actor(Actor.FullName(caller.Principal!)) { Teams = caller.Teams, IsAuthenticated = true }
            : Of(Name(http, claimed), teams);

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
}
