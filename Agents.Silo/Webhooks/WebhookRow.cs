using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Webhooks;

/// <summary>A message that is owed from the moment that its event is on disk.</summary>
/// <param name="Id">The same whenever the message is sent.</param>
/// <param name="Target">Who is told.</param>
/// <param name="Event">The event's type.</param>
/// <param name="ExecutionId">The execution.</param>
/// <param name="TraceId">Its trace; null where it has none.</param>
/// <param name="Body">The message as JSON, or a reference to a blob.</param>
/// <param name="At">When the event happened.</param>
internal sealed record WebhookRow(
    string Id, string Target, string Event, string ExecutionId, string? TraceId, ReadOnlyMemory<byte> Body, DateTimeOffset At) : JournalRow
{
    public override string Query => "InsertWebhook";

    public override void Write(RowStatement statement)
        => statement.Bind(1, Id).Bind(2, Target).Bind(3, Event).Bind(4, ExecutionId).Bind(5, TraceId).Bind(6, Body.Span).Bind(7, At).Run();
}
