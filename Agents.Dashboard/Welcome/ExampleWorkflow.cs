namespace Agents.Dashboard.Welcome;

/// <summary>A workflow that an empty installation offers. It runs without a key.</summary>
/// <param name="Id">The workflow's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">What one sees with it.</param>
internal sealed record ExampleWorkflow(string Id, string Name, string About)
{
    public static IReadOnlyList<ExampleWorkflow> All { get; } =
    [
        new("hello", "Hello", "One agent greets someone. The smallest workflow there is: run it, and look at what the model was told and said."),
        new("triage", "Support triage", "An agent classifies a message, and a switch sends it one of several ways. The graph shows which one was taken."),
        new("expense-approval", "Expense approval", "Small expenses pass, large ones wait for you, for days if need be. Approve or reject from the inbox."),
    ];

    /// <summary>Its definition, as it lies in this program.</summary>
    public string ReadDefinition()
    {
        var name = $"examples.{Id}.workflow.yaml";
        using var stream = typeof(ExampleWorkflow).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
