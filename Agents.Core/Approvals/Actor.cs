namespace Agents.Core.Approvals;

/// <summary>Who does something: a user, with the teams that the user belongs to.</summary>
/// <param name="Name">In the form <c>user:ada</c>.</param>
public sealed record Actor(string Name)
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 200;

    private const string UserPrefix = "user:";

    private const string TeamPrefix = "team:";

    /// <summary>Whoever gives no name.</summary>
    public static readonly Actor Anonymous = new($"{UserPrefix}anonymous");

    /// <summary>Teams in the form <c>team:sre</c>.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether the name was proved; else it was claimed.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>Whether a name is a team's.</summary>
    public static bool IsTeam(string name) => name.StartsWith(TeamPrefix, StringComparison.Ordinal);

    /// <summary>A user's or a team's name in full: <c>ada</c> is <c>user:ada</c>.</summary>
    public static string FullName(string name) => name.Contains(':', StringComparison.Ordinal) ? name : UserPrefix + name;

    /// <summary>A team's name in full: <c>sre</c> is <c>team:sre</c>.</summary>
    public static string FullTeamName(string name) => IsTeam(name) ? name : TeamPrefix + name;

    /// <summary>Whether a list of users and teams names this actor, itself or by a team.</summary>
    public bool IsAmong(IEnumerable<string> names) => names.Any(name => name == Name || Teams.Contains(name));
}
