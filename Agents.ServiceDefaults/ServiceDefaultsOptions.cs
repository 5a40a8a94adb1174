namespace Agents.ServiceDefaults;

/// <summary>What differs between services. Bound from the configuration section <c>Service</c>.</summary>
public sealed class ServiceDefaultsOptions
{
    /// <summary>
    /// Whether requests come through the gateway, whose <c>X-Forwarded-*</c> headers are then believed. Default true;
    /// the gateway itself says false, because what a client claims about itself is not evidence.
    /// </summary>
    public bool BehindGateway { get; set; } = true;

    /// <summary>Largest request body in bytes. Default 10 MB; more lets one caller hold more memory.</summary>
    public long MaxRequestBodyBytes { get; set; } = 10 * 1000 * 1000;

    /// <summary>How long a graceful stop may take. Default 20 s; more delays Ctrl+C where a request hangs.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
