using System.Text.Json;
using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>An execution as the fake silo keeps it: what the API says about it, written down rather than run.</summary>
public sealed record FakeExecution(ExecutionDetail Detail)
{
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    public IReadOnlyList<EventRecord> Events { get; init; } = [];

    /// <summary>The context after each event, by sequence number; the last one stands for all that follow.</summary>
    public IReadOnlyDictionary<long, string> Contexts { get; init; } = new Dictionary<long, string>();

    public JsonElement ContextAt(long seq)
    {
        var known = Contexts.Keys.Where(key => key <= seq).DefaultIfEmpty(0).Max();
        return Json.Parse(known == 0 ? Detail.Inputs.GetRawText() : Contexts[known]);
    }

    /// <summary>The same with one more event.</summary>
    public FakeExecution With(string type, DateTimeOffset at, string data = "{}")
    {
        var seq = Events.Count + 1;
        return this with { Events = [.. Events, new EventRecord(seq, type, at, Json.Parse(data))], Detail = Detail with { LastSeq = seq } };
    }
}
