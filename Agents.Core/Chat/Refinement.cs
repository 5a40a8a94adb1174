using Agents.Core.Workflows;

namespace Agents.Core.Chat;

/// <summary>What came of a wish to change a workflow.</summary>
public abstract record Refinement
{
    private Refinement()
    {
    }

    /// <summary>It was changed.</summary>
    /// <param name="Yaml">The changed definition; it has passed the validator.</param>
    /// <param name="Plan">What it loads as.</param>
    /// <param name="Summary">What was done, as a sentence.</param>
    public sealed record Refined(string Yaml, Workflow Plan, string Summary) : Refinement;

    /// <summary>The words are no change that guided mode knows.</summary>
    public sealed record NotUnderstood : Refinement;

    /// <summary>The change is understood and cannot be made.</summary>
    /// <param name="Reason">Why, and what to do instead.</param>
    public sealed record Refused(string Reason) : Refinement;
}
