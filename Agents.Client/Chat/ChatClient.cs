using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agents.Client.Connections;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Chat;

/// <summary>The endpoints of the chat that writes workflows.</summary>
public sealed class ChatClient
{
    private const string Root = "api/v1/chat/sessions";

    private readonly ApiConnection _connection;

    internal ChatClient(ApiConnection connection) => _connection = connection;

    /// <summary>Begins a conversation.</summary>
    /// <exception cref="AgentsApiException">404 there is no such workflow or execution.</exception>
    public Task<ChatSessionDetail> StartAsync(StartChat start, CancellationToken cancellationToken = default)
        => _connection.PostAsync(Root, JsonContent.Create(start, AgentsJson.Wire.StartChat), AgentsJson.Wire.ChatSessionDetail, cancellationToken);

    /// <summary>Lists conversations, the latest first.</summary>
    /// <param name="user">Only this user's; null means everybody's whom the caller may see.</param>
    /// <param name="cursor">Where the page before ended; null begins.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ItemPage<ChatSessionRecord>> ListAsync(string? user = null, string? cursor = null, int limit = 50, CancellationToken cancellationToken = default)
        => _connection.GetAsync(new ApiPath(Root).With("user", user).With("cursor", cursor).With("limit", limit).ToString(), AgentsJson.Wire.ItemPageChatSessionRecord, cancellationToken);

    /// <summary>One conversation with its messages.</summary>
    /// <exception cref="AgentsApiException">404 there is none.</exception>
    public Task<ChatSessionDetail> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Path(id), AgentsJson.Wire.ChatSessionDetail, cancellationToken);

    /// <summary>Says something. Comes back when it is stored; the reply may still be written then.</summary>
    /// <exception cref="AgentsApiException">409 a reply is being written, or there are later messages; 422 the definition does not load.</exception>
    public Task<ChatReply> SendAsync(string id, SendChatMessage message, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Path(id)}/messages") { Content = JsonContent.Create(message, AgentsJson.Wire.SendChatMessage) };
        request.Headers.TryAddWithoutValidation("Prefer", "respond-async");
        return _connection.SendAsync(request, AgentsJson.Wire.ChatReply, [], TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Says something, and reads the reply while it is written. A connection that breaks does not stop the reply.</summary>
    /// <exception cref="AgentsApiException">As <see cref="SendAsync"/>.</exception>
    public async IAsyncEnumerable<ChatUpdate> TalkAsync(string id, SendChatMessage message, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path(id)}/messages") { Content = JsonContent.Create(message, AgentsJson.Wire.SendChatMessage) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await _connection.OpenAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusedReply.ReadAsync(response, cancellationToken);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body, Read).EnumerateAsync(cancellationToken))
        {
            yield return item.Data;
        }
    }

    /// <summary>Stores the definition as it stands as a workflow.</summary>
    /// <exception cref="AgentsApiException">409 there is no definition yet.</exception>
    public Task<ChatReply> ApproveAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/approve", null, AgentsJson.Wire.ChatReply, cancellationToken);

    /// <summary>Runs the approved workflow.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="execute">Inputs and environment.</param>
    /// <param name="idempotencyKey">The same key starts it once; null starts it each time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AgentsApiException">400 the inputs do not fit; 409 nothing is approved.</exception>
    public Task<ExecutionDetail> ExecuteAsync(string id, ExecuteChat execute, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Path(id)}/execute") { Content = JsonContent.Create(execute, AgentsJson.Wire.ExecuteChat) };
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return _connection.SendAsync(request, AgentsJson.Wire.ExecutionDetail, [], TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Deploys the approved workflow as an endpoint; one that is there already takes the approved version.</summary>
    /// <exception cref="AgentsApiException">409 nothing is approved, or the path belongs to another workflow.</exception>
    public Task<DeploymentRecord> DeployAsync(string id, DeployChat deploy, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/deploy", JsonContent.Create(deploy, AgentsJson.Wire.DeployChat), AgentsJson.Wire.DeploymentRecord, cancellationToken);

    private static string Path(string id) => $"{Root}/{ApiPath.Segment(id)}";

    private static ChatUpdate Read(string type, ReadOnlySpan<byte> data) => type == ChatEventTypes.Delta
        ? new ChatTextUpdate(JsonSerializer.Deserialize(data, AgentsJson.Wire.ChatDelta)!.Text)
        : new ChatMessageUpdate(JsonSerializer.Deserialize(data, AgentsJson.Wire.ChatMessageRecord)!);
}
