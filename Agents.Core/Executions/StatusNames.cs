namespace Agents.Core.Executions;

/// <summary>The names of statuses in JSON and SQL: lower-case snake (architecture §5.3).</summary>
public static class StatusNames
{
    private static readonly string[] Executions = [.. Enum.GetNames<ExecutionStatus>().Select(Snake)];

    private static readonly string[] Steps = [.. Enum.GetNames<StepStatus>().Select(Snake)];

    /// <summary>The status as JSON and SQL write it.</summary>
    public static string ToName(this ExecutionStatus status) => Executions[(int)status];

    /// <summary>The status as JSON and SQL write it.</summary>
    public static string ToName(this StepStatus status) => Steps[(int)status];

    /// <summary>Whether nothing can happen any more.</summary>
    public static bool IsFinal(this ExecutionStatus status) => status >= ExecutionStatus.Completed;

    /// <summary>Reads a status; upper-case forms and <c>pending</c> (= queued) are accepted, as older clients send them.</summary>
    public static bool TryParseExecution(string name, out ExecutionStatus status)
    {
        var wanted = name.ToLowerInvariant();
        var index = Array.IndexOf(Executions, wanted == "pending" ? "queued" : wanted);
        status = (ExecutionStatus)Math.Max(index, 0);
        return index >= 0;
    }

    private static string Snake(string name)
        => string.Concat(name.Select(static (letter, at) => at > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
