using System.Globalization;
using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Streams;

namespace Agents.Client.Executions;

/// <summary>The execution endpoints.</summary>
public sealed partial class ExecutionsClient
{
    private const string Root = "api/v1/executions";

    private readonly ApiConnection _connection;

    internal ExecutionsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Starts an execution. When this returns, the execution is durable: it survives whatever happens next.</summary>
    /// <param name="start">What to start, and with what.</param>
    /// <param name="wait">How long the server holds the answer for the end, at most 300 s; null means not at all.</param>
    /// <param name="idempotencyKey">Any text that is used for this start alone: sending it again returns the same execution. Null means none.</param>
    /// <param name="cancellationToken">Gives up waiting; the execution may have started and goes on.</param>
    /// <exception cref="AgentsApiException">400 inputs break the schema (with diagnostics), 404 no such workflow, 422 the key was used for something else.</exception>
    public Task<ExecutionDetail> StartAsync(
        StartExecution start, TimeSpan? wait = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
        => BeginAsync(Root, JsonContent.Create(start, AgentsJson.Wire.StartExecution), wait, idempotencyKey, cancellationToken);

    /// <summary>Checks what a start would check, and estimates what it would cost. Starts nothing and asks no model.</summary>
    /// <exception cref="AgentsApiException">404 no such workflow.</exception>
    public Task<ValidationReport> ValidateAsync(StartExecution start, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            Root, JsonContent.Create(start with { RunMode = RunModes.ValidateOnly }, AgentsJson.Wire.StartExecution), AgentsJson.Wire.ValidationReport, cancellationToken);

    /// <summary>Lists executions, newest first.</summary>
    public Task<ItemPage<ExecutionSummary>> ListAsync(ExecutionFilter filter, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath(Root)
                .With("status", string.Join(',', filter.Statuses))
                .With("workflow_id", filter.WorkflowId)
                .With("deployment_id", filter.DeploymentId)
                .With("source", filter.Source)
                .With("trigger", filter.Trigger)
                .With("from", filter.From)
                .With("to", filter.To)
                .With("q", filter.Query)
                .With("limit", filter.Limit)
                .With("cursor", filter.Cursor)
                .ToString(),
            AgentsJson.Wire.ItemPageExecutionSummary,
            cancellationToken);

    /// <summary>One execution.</summary>
    public Task<ExecutionDetail> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Of(id), AgentsJson.Wire.ExecutionDetail, cancellationToken);

    /// <summary>An execution's steps in the order in which they began.</summary>
    public Task<ItemPage<StepRecord>> GetStepsAsync(string id, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Of(id)}/steps").With("limit", limit).With("cursor", cursor).ToString(),
            AgentsJson.Wire.ItemPageStepRecord,
            cancellationToken);

    /// <summary>Those of an execution's steps that fit a filter, in the order in which they began.</summary>
    public Task<ItemPage<StepRecord>> GetStepsAsync(string id, StepFilter filter, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Of(id)}/steps")
                .With("status", string.Join(',', filter.Statuses))
                .With("state", filter.State)
                .With("step_id", filter.StepId)
                .With("limit", filter.Limit)
                .With("cursor", filter.Cursor)
                .ToString(),
            AgentsJson.Wire.ItemPageStepRecord,
            cancellationToken);

    /// <summary>An execution's steps counted by state, however many there are.</summary>
    public Task<ExecutionProgress> GetProgressAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"{Of(id)}/progress", AgentsJson.Wire.ExecutionProgress, cancellationToken);

    /// <summary>An execution's journal, oldest event first.</summary>
    public Task<ItemPage<EventRecord>> GetEventsAsync(string id, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Of(id)}/events").With("limit", limit).With("cursor", cursor).ToString(),
            AgentsJson.Wire.ItemPageEventRecord,
            cancellationToken);

    /// <summary>Writes the whole journal as JSON lines, an event in each.</summary>
    /// <exception cref="AgentsApiException">404; nothing was written.</exception>
    /// <exception cref="HttpRequestException">The answer broke off; what was written is a part of the journal.</exception>
    public async Task ExportEventsAsync(string id, Stream output, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Of(id)}/events?format=jsonl");
        using var response = await _connection.OpenAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusedReply.ReadAsync(response, cancellationToken);
        }

        await response.Content.CopyToAsync(output, cancellationToken);
    }

    /// <summary>The context as it is, or as it was after one event.</summary>
    /// <param name="id">The execution.</param>
    /// <param name="atSeq">The event's sequence number; null means the last event.</param>
    /// <param name="branch">Path of a branch that was open then; null means the workflow's own context.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ContextReply> GetContextAsync(string id, long? atSeq = null, string? branch = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Of(id)}/context").With("at_seq", atSeq).With("branch", branch).ToString(), AgentsJson.Wire.ContextReply, cancellationToken);

    /// <summary>Cancels an execution for good. Cancelling a cancelled one is fine.</summary>
    /// <exception cref="AgentsApiException">409 with <see cref="ProblemRecord.CurrentStatus"/> where it ended in another way.</exception>
    public Task<ExecutionDetail> CancelAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Of(id)}/cancel", content: null, AgentsJson.Wire.ExecutionDetail, cancellationToken);

    /// <summary>Pauses an execution: what runs finishes and is recorded, nothing new begins. Pausing a paused one is fine.</summary>
    /// <exception cref="AgentsApiException">409 with <see cref="ProblemRecord.CurrentStatus"/> where it has ended.</exception>
    public Task<ExecutionDetail> PauseAsync(string id, ControlExecution? control = null, CancellationToken cancellationToken = default)
        => ControlAsync($"{Of(id)}/pause", control, cancellationToken);

    /// <summary>Goes on after a pause. Resuming what is not paused is fine.</summary>
    /// <exception cref="AgentsApiException">409 with <see cref="ProblemRecord.CurrentStatus"/> where it has ended.</exception>
    public Task<ExecutionDetail> ResumeAsync(string id, ControlExecution? control = null, CancellationToken cancellationToken = default)
        => ControlAsync($"{Of(id)}/resume", control, cancellationToken);

    /// <summary>Sends a signal. It is kept until a step takes it.</summary>
    /// <exception cref="AgentsApiException">409 with <see cref="ProblemRecord.CurrentStatus"/> where the execution has ended, or too many signals wait.</exception>
    public Task<ExecutionDetail> SignalAsync(string id, SendSignal signal, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            $"{Of(id)}/signals", JsonContent.Create(signal, AgentsJson.Wire.SendSignal), AgentsJson.Wire.ExecutionDetail, cancellationToken);

    /// <summary>Repeats an execution, from the start or from a cut in it. The parent stays as it is.</summary>
    /// <param name="id">The execution that is repeated.</param>
    /// <param name="rerun">From where, and what is different; null means from the start with the same inputs.</param>
    /// <param name="wait">How long the server holds the answer for the end, at most 300 s; null means not at all.</param>
    /// <param name="idempotencyKey">Any text that is used for this alone: sending it again returns the same execution. Null means none.</param>
    /// <param name="cancellationToken">Gives up waiting; the execution may have started and goes on.</param>
    /// <returns>The new execution.</returns>
    /// <exception cref="AgentsApiException">400 no such step or event, or inputs that break the schema; 404; 409 the workflow is disabled; 422 the version does not fit the cut.</exception>
    public Task<ExecutionDetail> RerunAsync(
        string id, RerunExecution? rerun = null, TimeSpan? wait = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
        => BeginAsync($"{Of(id)}/rerun", JsonContent.Create(rerun ?? new RerunExecution(), AgentsJson.Wire.RerunExecution), wait, idempotencyKey, cancellationToken);

    /// <summary>What a rerun would reuse. Starts nothing, and refuses what <see cref="RerunAsync"/> refuses.</summary>
    public Task<ForkRecord> PreviewRerunAsync(string id, RerunExecution rerun, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            $"{Of(id)}/rerun?dry_run=true", JsonContent.Create(rerun, AgentsJson.Wire.RerunExecution), AgentsJson.Wire.ForkRecord, cancellationToken);

    /// <summary>Executions that repeat this one, newest first.</summary>
    public Task<ItemPage<ExecutionSummary>> GetForksAsync(string id, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Of(id)}/forks").With("limit", limit).With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageExecutionSummary, cancellationToken);

    /// <summary>Reads the journal again, decides it again from the recorded results, and compares. Changes nothing and asks no model.</summary>
    public Task<ReplayReply> ReplayAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Of(id)}/replay", content: null, AgentsJson.Wire.ReplayReply, cancellationToken);

    /// <summary>
    /// Follows an execution to its end: every event after <paramref name="afterSeq"/> once and in order, across reconnects, and
    /// answers as models write them. Ends after the terminal event.
    /// </summary>
    /// <param name="id">The execution.</param>
    /// <param name="afterSeq">The last event that is already known; 0 means none.</param>
    /// <param name="cancellationToken">Stops following; the execution goes on.</param>
    /// <exception cref="AgentsApiException">The server refuses, e.g. 404.</exception>
    /// <exception cref="HttpRequestException">The server has been out of reach for a dozen attempts in a row, about a minute and a half.</exception>
    public IAsyncEnumerable<ExecutionUpdate> StreamAsync(string id, long afterSeq = 0, CancellationToken cancellationToken = default)
        => new ExecutionStream(_connection, $"{Of(id)}/stream", afterSeq).ReadAsync(cancellationToken);

    private Task<ExecutionDetail> BeginAsync(string path, HttpContent content, TimeSpan? wait, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        if (wait is { } held)
        {
            request.Headers.TryAddWithoutValidation("Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={Math.Ceiling(held.TotalSeconds)}"));
        }

        return _connection.SendAsync(request, AgentsJson.Wire.ExecutionDetail, [], wait ?? TimeSpan.Zero, cancellationToken);
    }

    private Task<ExecutionDetail> ControlAsync(string path, ControlExecution? control, CancellationToken cancellationToken)
        => _connection.PostAsync(
            path, control is null ? null : JsonContent.Create(control, AgentsJson.Wire.ControlExecution), AgentsJson.Wire.ExecutionDetail, cancellationToken);

    private static string Of(string id) => $"{Root}/{ApiPath.Segment(id)}";
}
