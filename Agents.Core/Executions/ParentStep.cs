using System.Security.Cryptography;
using System.Text;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>The step that started an execution and waits for its end.</summary>
/// <param name="ExecutionId">The execution that the step belongs to.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The step's attempt.</param>
/// <param name="Depth">How deep the started execution is: 1 for what a top-level execution starts.</param>
public sealed record ParentStep(string ExecutionId, StepId StepId, int Attempt, int Depth)
{
    /// <summary>Executions whose budgets this one's calls count for too, the nearest first: those above it that had one when it was started.</summary>
    public IReadOnlyList<string> BudgetOwners { get; init; } = [];

    /// <summary>The deployment whose budget this one's calls count for too: that of the execution at the top; null where it has none.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>How deep executions may start each other.</summary>
    public const int MaxDepth = 10;

    /// <summary>
    /// The id of the execution that an attempt starts: a UUID of version 7's form, the time in front so that lists sort as ever, the rest a hash
    /// of step and attempt. Recorded before the execution is started, so that a crash between starts it once.
    /// </summary>
    public static string ChildId(StepId step, int attempt, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{step.Value}\n{attempt}"), hash);
        Span<byte> id = stackalloc byte[16];
        hash[..16].CopyTo(id);
        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var index = 0; index < 6; index++)
        {
            id[index] = (byte)(milliseconds >> (40 - (8 * index)));
        }

        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true).ToString();
    }

    /// <summary>Whether it is the same step with the same owners.</summary>
    public bool Equals(ParentStep? other)
        => other is not null && (ExecutionId, StepId, Attempt, Depth, DeploymentId) == (other.ExecutionId, other.StepId, other.Attempt, other.Depth, other.DeploymentId)
            && BudgetOwners.SequenceEqual(other.BudgetOwners);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ExecutionId, StepId, Attempt);

    internal JsonObject ToJson()
    {
        var json = JsonObject.Of(("execution_id", ExecutionId), ("step_id", StepId.Value), ("attempt", Attempt), ("depth", Depth));
        json = BudgetOwners.Count == 0 ? json : json.With("budget_owners", JsonArray.From(BudgetOwners.Select(static owner => (JsonValue)owner)));
        return DeploymentId is null ? json : json.With("deployment_id", DeploymentId);
    }

    internal static ParentStep FromJson(JsonObject json)
        => new(json.Text("execution_id"), new StepId(json.Text("step_id")), json.Integer("attempt"), json.Integer("depth"))
        {
            BudgetOwners = json.Find("budget_owners") is JsonArray ? json.Texts("budget_owners") : [],
            DeploymentId = json.OptionalText("deployment_id"),
        };
}
