using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Somebody approved or rejected.</summary>
public sealed record ApprovalVoted(DateTimeOffset At, StepId StepId, ApprovalVote Vote) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "approval.voted";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.WithApproval(StepId, approval => approval with { Votes = approval.Votes.Add(Vote) });

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteString("actor"u8, Vote.Actor);
        writer.WriteString("decision"u8, Vote.IsApproval ? "approved"u8 : "rejected"u8);
        writer.WriteBoolean("authenticated"u8, Vote.IsAuthenticated);
        writer.WriteString("via"u8, Vote.Via);
        WriteOptional(writer, "comment"u8, Vote.Comment);
        if (Vote.Edited is { } edited)
        {
            WriteValue(writer, "edited"u8, edited);
        }
    }

    internal static ApprovalVoted Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), new ApprovalVote(json.Text("actor"), json.Text("decision") == "approved", at)
        {
            IsAuthenticated = json.Find("authenticated") is JsonBoolean { Value: true },
            Via = json.Text("via"),
            Comment = json.OptionalText("comment"),
            Edited = json.Find("edited"),
        });
}
