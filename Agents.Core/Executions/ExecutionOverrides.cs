using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>Settings of one execution that go before the definition's; null means: as defined.</summary>
/// <param name="Provider">The provider that every agent uses.</param>
/// <param name="Model">The model that every agent uses.</param>
public sealed record ExecutionOverrides(string? Provider, string? Model)
{
    /// <summary>As defined.</summary>
    public static readonly ExecutionOverrides None = new(null, null);

    /// <summary>Whether timers and timeouts of signals pass at once, for trying a workflow; a signal without a timeout gets an empty object.</summary>
    public bool SkipsTimers { get; init; }

    /// <summary>What holds it down where it is a test run; null where it is none.</summary>
    public TestRunCaps? TestRun { get; init; }

    internal JsonObject ToJson()
    {
        var json = JsonObject.Of(("provider", Provider), ("model", Model));
        json = SkipsTimers ? json.With("skip_timers", true) : json;
        return TestRun is null ? json : json.With("test_run", TestRun.ToJson());
    }

    internal static ExecutionOverrides FromJson(JsonObject? json) => json is null ? None : new ExecutionOverrides(json.OptionalText("provider"), json.OptionalText("model"))
    {
        SkipsTimers = json.Find("skip_timers") is JsonBoolean { Value: true },
        TestRun = TestRunCaps.FromJson(json.Find("test_run") as JsonObject),
    };
}
