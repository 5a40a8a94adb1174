using Agents.Silo.Tools;

namespace Agents.Silo.Deployments;

/// <summary>Asks what registers from elsewhere how it is, before it is believed. It says itself where it is, so only addresses are asked that tools may connect to, too.</summary>
internal sealed class HealthQuestion(GuardedHttp http, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Why it cannot be registered; null where <c>/health</c> answers well within 5 s.</summary>
    public async Task<string?> ProblemAsync(string host, int port, CancellationToken cancellationToken)
    {
        var url = new UriBuilder(Uri.UriSchemeHttp, host, port, "health").Uri;
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var reply = await http.SendAsync(request, either.Token);
            return reply.IsSuccessStatusCode ? null : $"{url} answers {(int)reply.StatusCode}. Register it when it is well, or leave 'verify_health' out.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{url} does not answer within {Patience.TotalSeconds} s. Register it when it is well, or leave 'verify_health' out.";
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return failed.GetBaseException() is AddressRefusedException
                ? $"{host} is not on the public internet, and such addresses are not asked. Allow its network in {ToolsOptions.Section}:AllowedNetworks, or leave 'verify_health' out."
                : $"{url} cannot be reached: {failed.GetBaseException().Message} Register it when it is well, or leave 'verify_health' out.";
        }
    }
}
