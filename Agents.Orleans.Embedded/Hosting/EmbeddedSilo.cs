using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The one silo of the process: the grain classes, their activations, and what they share.</summary>
internal sealed partial class EmbeddedSilo : IHostedService, IDisposable
{
    private readonly int _collectionBeats;
    private volatile bool _isStopping;

    public EmbeddedSilo(
        IServiceProvider services,
        TimeProvider time,
        ILogger<EmbeddedSilo> logger,
        IOptions<EmbeddedOptions> embedded,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection)
    {
        Validate([.. messaging.Value.Errors(), .. collection.Value.Errors()]);
        Services = services;
        Time = time;
        Logger = logger;
        Messaging = messaging.Value;
        Collection = collection.Value;
        Copier = embedded.Value.CopyArguments ? new ArgumentCopier() : null;
        Heartbeat = new Heartbeat(time, Messaging, Collection);
        _collectionBeats = Heartbeat.Beats(Collection.CollectionQuantum) - 1;
        Classes = new GrainClasses(this, embedded.Value.GrainAssemblies.SelectMany(GrainTypes));
        GrainFactory = new GrainFactory(Classes);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public Heartbeat Heartbeat { get; }

    public GrainClasses Classes { get; }

    public GrainFactory GrainFactory { get; }

    /// <summary>Null unless arguments are copied.</summary>
    public ArgumentCopier? Copier { get; }

    /// <summary>Whether the silo is stopping: what is active finishes, nothing new is activated.</summary>
    public bool RefusesActivation => _isStopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Heartbeat.Start(OnBeat);
        LogStarted(Logger, Classes.Count);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Deactivates every grain: running calls finish, <c>OnDeactivateAsync</c> runs, waiting calls are refused. What has not ended
    /// by the deadline (the deactivation timeout, or the host's own) is left behind.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is shutting down.");
        List<Activation> activations = [.. Classes.All.SelectMany(grainClass => grainClass.Activations)];
        var deactivated = Task.WhenAll(activations.Select(activation => activation.Deactivated));
        activations.ForEach(activation => activation.Deactivate(reason, cancellationToken));
        try
        {
            await deactivated.WaitAsync(Collection.DeactivationTimeout, Time, cancellationToken);
        }
        catch (Exception deadline) when (deadline is TimeoutException or OperationCanceledException)
        {
            var left = activations.Count(activation => !activation.Deactivated.IsCompleted);
            LogLeftBehind(Logger, left);
        }

        Heartbeat.Dispose();
    }

    public void Dispose() => Heartbeat.Dispose();

    private static IEnumerable<Type> GrainTypes(System.Reflection.Assembly assembly)
        => assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type));

    private static void Validate(string[] errors)
    {
        if (errors.Length > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, errors));
        }
    }

    private void OnBeat(int beat)
    {
        var collects = beat % _collectionBeats == 0;
        foreach (var activation in Classes.All.SelectMany(grainClass => grainClass.Activations))
        {
            activation.TimeOutCalls(beat);
            if (collects)
            {
                activation.DeactivateIfIdle(beat);
            }
        }
    }
}
