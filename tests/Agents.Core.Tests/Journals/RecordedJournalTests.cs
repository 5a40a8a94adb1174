using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Replays;
using Agents.Core.Tests.Executions;

namespace Agents.Core.Tests.Journals;

/// <summary>Journals of every released version, read for ever.</summary>
public sealed class RecordedJournalTests
{
    // Types that no recorded journal has yet. Record one that does, and take the type out.
    private static readonly string[] Uncovered = [];

    public static TheoryData<string> Names => [.. RecordedJournal.All.Select(static journal => journal.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Journal_IsReadAndMeansWhatItMeant(string name)
    {
        var journal = new RecordedJournal(name);

        RecordedJournal.Told(Execution.Fold(ExecutionState.None, journal.Events)).ShouldBe(journal.Expected);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Journal_WrittenAgain_KeepsEveryFieldThatItHad(string name)
    {
        foreach (var line in new RecordedJournal(name).Lines)
        {
            var recorded = (Core.Json.JsonObject)Core.Json.JsonValue.Parse(line);
            var written = (Core.Json.JsonObject)Core.Json.JsonValue.Parse(EventText.Write(ExecutionEvent.Read(recorded)));

            foreach (var (field, value) in recorded)
            {
                written.Find(field).ShouldBe(value, $"{field} in {line}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Journal_IsDecidedTheSame(string name)
    {
        var journal = new RecordedJournal(name);

        Replay.Of(journal.Events, journal.Plan).Difference.ShouldBeNull();
    }

    [Fact]
    public void EveryTypeOfEvent_IsInARecordedJournal()
    {
        var recorded = RecordedJournal.All.SelectMany(static journal => journal.Events).Select(static happened => happened.GetType()).ToHashSet();

        typeof(ExecutionEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ExecutionEvent)) && !recorded.Contains(type))
            .Select(static type => (string)type.GetField("TypeName")!.GetRawConstantValue()!)
            .ShouldBe(Uncovered, ignoreOrder: true, "Record a journal that has it: CONTRIBUTING.md, \"Record journals\".");
    }
}
