using Agents.Client.Deployments;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;
using Agents.Silo.Retention;

namespace Agents.Silo.Deployments;

/// <summary>What the executions of a deployment may spend in a day, and how long they are kept.</summary>
/// <param name="Budget">The whole budget; an empty one limits nothing; null leaves it as it is.</param>
/// <param name="Retention">How long; null leaves it as it is.</param>
internal sealed record DeploymentLimits(Budget? Budget, DeploymentRetention? Retention)
{
    /// <summary>The fields that are no texts.</summary>
    public static readonly string[] Fields = ["budget", "retention"];

    /// <summary>Nothing is said of them.</summary>
    public static readonly DeploymentLimits None = new(null, null);

    private const int KeptForever = 0;

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => this is { Budget: null, Retention: null };

    /// <summary>What is wrong with a body's limits; null where nothing is.</summary>
    public static string? Problem(JsonObject body) => BudgetBody.ProblemOfDay(body.Find("budget"), "'budget'") ?? RetentionProblem(body.Find("retention"));

    /// <summary>Reads what has no <see cref="Problem"/>.</summary>
    public static DeploymentLimits Read(JsonObject body) => new(
        body.Find("budget") is JsonObject budget ? BudgetBody.Read(budget) : null,
        body.Find("retention") is JsonObject retention ? new DeploymentRetention { Days = Days(retention), Forever = IsForever(retention) } : null);

    /// <summary>The column: null is as Settings say, 0 is for ever.</summary>
    public static int? ToColumn(DeploymentRetention? retention) => retention is { Forever: true } ? KeptForever : retention?.Days;

    /// <inheritdoc cref="ToColumn"/>
    public static DeploymentRetention? FromColumn(long? days) => days is null ? null : new DeploymentRetention { Days = days == KeptForever ? null : (int)days, Forever = days == KeptForever };

    private static string? RetentionProblem(JsonValue? value)
    {
        if (value is null or JsonNull)
        {
            return null;
        }

        const string form = "'retention' is {\"days\": 30}, {\"forever\": true}, or {} to keep executions as long as all others";
        return value is not JsonObject retention || retention.Keys.Any(static key => key is not ("days" or "forever")) ? $"{form}."
            : retention.Find("days") is not (null or JsonNull) && Days(retention) is null ? $"'days' of 'retention' is a whole number from 1 to {RetentionEndpoints.MostDays}."
            : retention.Find("forever") is not (null or JsonNull or JsonBoolean) ? "'forever' of 'retention' is true or false."
            : IsForever(retention) && Days(retention) is not null ? $"{form}; not both."
            : null;
    }

    private static int? Days(JsonObject retention)
        => retention.Find("days") is JsonNumber number && number.TryGetInt64(out var days) && days is >= 1 and <= RetentionEndpoints.MostDays ? (int)days : null;

    private static bool IsForever(JsonObject retention) => retention.Find("forever") is JsonBoolean { Value: true };
}
