namespace Agents.Core.Chat.Descriptions;

/// <summary>What a description says, before it has names and transitions.</summary>
/// <param name="Text">The description, on one line.</param>
/// <param name="Steps">What is done, in order; never empty.</param>
internal sealed record Sketch(string Text, IReadOnlyList<SketchStep> Steps)
{
    public CronTime? Schedule { get; init; }

    /// <summary>Names of the inputs that the text mentions, as identifiers.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Environment variables that the text names.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];
}

/// <summary>One thing that a description wants done.</summary>
internal abstract record SketchStep
{
    private protected SketchStep()
    {
    }
}

/// <summary>Something that an agent does.</summary>
internal sealed record TaskStep(string Text) : SketchStep;

/// <summary>A person decides; the steps are what happens on a rejection, where the text says so.</summary>
internal sealed record ApprovalStep(string Text, IReadOnlyList<SketchStep> Rejected) : SketchStep
{
    /// <summary>What happens on an approval alone, where the text says so; what comes after the decision happens either way.</summary>
    public IReadOnlyList<SketchStep> Approved { get; init; } = [];
}

/// <summary>Things done at once.</summary>
internal sealed record ParallelStep(IReadOnlyList<IReadOnlyList<SketchStep>> Branches) : SketchStep;

/// <summary>One of two ways.</summary>
internal sealed record ChoiceStep(string Condition, IReadOnlyList<SketchStep> Then, IReadOnlyList<SketchStep> Else) : SketchStep;

/// <summary>The same for each item of a list.</summary>
internal sealed record EachStep(string Item, IReadOnlyList<SketchStep> Steps) : SketchStep;

/// <summary>Some time passes.</summary>
internal sealed record WaitStep(TimeSpan Duration) : SketchStep;
