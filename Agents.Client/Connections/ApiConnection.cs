using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Agents.Client.Connections;

/// <summary>Sends one request, reads one reply, and tells refusals from failures.</summary>
internal sealed class ApiConnection(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    public TimeProvider Time => time;

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        => GetAsync(path, type, [], cancellationToken);

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, IReadOnlyList<HttpStatusCode> alsoFine, CancellationToken cancellationToken)
        => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, alsoFine, TimeSpan.Zero, cancellationToken);

    public Task<T> PostAsync<T>(string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, type, [], TimeSpan.Zero, cancellationToken);

    public Task<T> PutAsync<T>(string path, HttpContent content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        => SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = content }, type, [], TimeSpan.Zero, cancellationToken);

    /// <summary>Sends and reads. <paramref name="wait"/> is how much longer than usual the server was asked to hold the request.</summary>
    public async Task<T> SendAsync<T>(
        HttpRequestMessage request, JsonTypeInfo<T> type, IReadOnlyList<HttpStatusCode> alsoFine, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerTime + wait, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var sent = request;
            sent.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (!response.IsSuccessStatusCode && !alsoFine.Contains(response.StatusCode))
            {
                throw await RefusedReply.ReadAsync(response, both.Token);
            }

            return await ReadAsync(response, type, both.Token);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{http.BaseAddress} did not answer within {(AnswerTime + wait).TotalSeconds:0} s.", late);
        }
        catch (IOException broken)
        {
            throw new HttpRequestException($"{http.BaseAddress} broke off its answer.", broken);
        }
    }

    /// <summary>Opens a reply that lasts; the caller disposes it and judges its status.</summary>
    public async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{http.BaseAddress} did not answer within {AnswerTime.TotalSeconds:0} s.", late);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken)
                ?? throw new HttpRequestException($"{response.RequestMessage?.RequestUri} answered with nothing.");
        }
        catch (JsonException notOurs)
        {
            throw new HttpRequestException(
                $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} with something that is not this API's JSON ({notOurs.Path}).", notOurs);
        }
    }
}
