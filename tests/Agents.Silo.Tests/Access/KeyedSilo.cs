using System.Net.Http.Headers;
using System.Text;
using Agents.Client.Access;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Access;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Access;

/// <summary>A silo that takes nobody at their word: it has an internal token, so a request without a key is nobody's.</summary>
internal sealed class KeyedSilo : IAsyncDisposable
{
    private KeyedSilo(SiloHost host) => Host = host;

    public SiloHost Host { get; }

    public static async Task<KeyedSilo> StartAsync(DatabaseKind? kind = null, Action<IServiceCollection>? configure = null, params string[] settings)
        => new(await SiloHost.StartAsync(kind ?? DatabaseKinds.Default, configure, ["--AGENTS_INTERNAL_TOKEN", "s3cret-internal", .. settings]));

    /// <summary>A key with these scopes, made as an open gateway's user.</summary>
    public async Task<string> NewKeyAsync(params string[] scopes) => (await MakeAsync(new CreateKey { Name = "test", Principal = "ada", Scopes = scopes })).Key;

    public async Task<CreatedKey> MakeAsync(CreateKey body)
    {
        var making = Host.Services.GetRequiredService<KeyMaking>();
        var (key, row) = making.New(body, "user:test", null);
        await Host.Services.GetRequiredService<KeyStore>().AddAsync(row);
        await Host.Services.GetRequiredService<KeyBook>().RefreshAsync();
        return new CreatedKey(key, row.ToRecord(row.CreatedAt));
    }

    /// <summary>Sends with a key, as the gateway passes it on.</summary>
    public Task<HttpResponseMessage> SendAsync(string? key, string method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method is "GET" or "DELETE" ? null : new StringContent(body ?? "{}", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(SiloClient.CredentialHeader, key);
        }

        return Host.Http.SendAsync(request);
    }

    /// <summary>The API's client with a key.</summary>
    public Client.AgentsClient ClientOf(string key)
        => new(new HttpClient { BaseAddress = Host.Http.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } });

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
