using System.Globalization;
using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Executions;

/// <summary><c>GET /api/v1/executions/{id}/events</c> and <c>/context</c>: what happened, and what it looked like then.</summary>
internal static class TimelineEndpoints
{
    private const string JsonLines = "application/x-ndjson";

    private const int EventsPerRead = 500;

    public static void MapTimeline(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/executions/{id}").WithTags("executions").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/events", ListEventsAsync).WithName("ListEvents")
            .WithSummary("Its journal, in pages; whole and as JSON lines with ?format=jsonl or Accept: application/x-ndjson.")
            .Produces<ItemPage<EventRecord>>().Produces<string>(StatusCodes.Status200OK, JsonLines);
        group.MapGet("/context", GetContextAsync).WithName("GetContext").WithSummary("Its context now or after an event, its own or that of an open branch.").Produces<ContextReply>();
    }

    private static async Task<IResult> ListEventsAsync(
        HttpContext http, string id, JournalReader journal, ExecutionStore store, string? cursor = null, int limit = Paging.DefaultLimit, string? format = null)
    {
        if (!Paging.TryReadNumber(cursor, out var after) || limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        if (format is not (null or "json" or "jsonl"))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, "'format' is json or jsonl.");
        }

        var isWhole = format is null ? http.Request.GetTypedHeaders().Accept.Any(static accepted => accepted.MediaType == JsonLines) : format == "jsonl";
        var events = await journal.ReadAsync(id, after, isWhole ? EventsPerRead : limit + 1);
        if (events.Count == 0 && await store.FindAsync(id) is null)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        if (isWhole)
        {
            return Results.Stream(output => WriteLinesAsync(output, id, journal, events, http.RequestAborted), JsonLines, $"{id}.jsonl");
        }

        var items = events.Take(limit).Select(ExecutionViews.Event).ToList();
        var next = events.Count > limit ? items[^1].Seq.ToString(CultureInfo.InvariantCulture) : null;
        return Results.Json(new ItemPage<EventRecord>(items, next), AgentsJson.Wire.ItemPageEventRecord);
    }

    // Read in pieces: a journal may be larger than what one wants in memory.
    private static async Task WriteLinesAsync(Stream output, string id, JournalReader journal, IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        while (events.Count > 0)
        {
            foreach (var stored in events)
            {
                await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(ExecutionViews.Event(stored), AgentsJson.Wire.EventRecord), cancellationToken);
                await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }

            await output.FlushAsync(cancellationToken);
            events = events.Count < EventsPerRead ? [] : await journal.ReadAsync(id, events[^1].Seq, EventsPerRead);
        }
    }

    private static async Task<IResult> GetContextAsync(string id, JournalReader journal, long? at_seq = null, string? branch = null)
    {
        var events = await journal.ReadAsync(id);
        if (events.Count == 0)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        var last = at_seq ?? events[^1].Seq;
        if (last < 1 || last > events[^1].Seq)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, $"at_seq is from 1 to {events[^1].Seq}, the number of the latest event.");
        }

        var state = JournalReader.Fold(events.TakeWhile(stored => stored.Seq <= last));
        var open = state.Frames.InOrder.Select(static frame => frame.Path).ToList();
        if (state.FindFrame(branch ?? "") is not { } frame)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, open.Count == 0
                ? $"The branch '{branch}' is not open after event {last}; none is. Leave 'branch' out for the workflow's own context."
                : $"The branch '{branch}' is not open after event {last}. Open are {string.Join(", ", open.Take(20))}{(open.Count > 20 ? ", …" : "")}.");
        }

        return Results.Json(new ContextReply(id, last, ExecutionViews.Element(frame.Context)) { Branch = branch, OpenBranches = open }, AgentsJson.Wire.ContextReply);
    }
}
