namespace Agents.Core.AgentFiles;

/// <summary>Names that every prompt may read beside its own.</summary>
public static class PromptNames
{
    /// <summary>What the agent is to do.</summary>
    public const string Task = "task";

    /// <summary>The same, as Station calls it; what the agent works on where it has no task.</summary>
    public const string UserInput = "userInput";

    /// <summary>What the agent works on, whole.</summary>
    public const string Input = "input";

    /// <summary>Whether a name is there without being given.</summary>
    internal static bool IsGiven(string name) => name is Task or UserInput or Input;
}
