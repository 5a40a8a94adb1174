using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Writes the class behind a grain interface's references.</summary>
/// <remarks>
/// For <c>Task&lt;int&gt; Add(int a, int b)</c> of <c>ICounter</c> it writes, in IL:
/// <code>
/// sealed class Proxy : GrainReference, ICounter
/// {
///     static GrainMethod&lt;(int, int)&gt; method0;
///     Task&lt;int&gt; ICounter.Add(int a, int b) => Ask&lt;(int, int), int&gt;(method0, (a, b));
///     static object invoke0(object grain, (int, int) arguments) => ((ICounter)grain).Add(arguments.Item1, arguments.Item2);
///     static GrainReference create(GrainClass grainClass, string key) => new Proxy(grainClass, key);
/// }
/// </code>
/// so that a call boxes nothing and reflects on nothing. Internal interfaces work: see <see cref="IgnoresAccessChecksToAttribute"/>.
/// </remarks>
internal sealed class GrainProxyType
{
    private const string CreateName = "create";

    private static readonly Lock Gate = new();
    private static readonly HashSet<string> OpenedAssemblies = [];
    private static readonly AssemblyBuilder Proxies = AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Orleans.GrainProxies"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder Module = Proxies.DefineDynamicModule("Orleans.GrainProxies");
    private static readonly Type[] ConstructorParameters = [typeof(GrainClass), typeof(string)];

    private readonly Type _interface;
    private readonly TypeBuilder _type;
    private readonly List<GrainProxyMethod> _methods = [];

    private GrainProxyType(Type interfaceType)
    {
        _interface = interfaceType;
        _type = Module.DefineType(
            $"{interfaceType.FullName}.Proxy", TypeAttributes.Sealed | TypeAttributes.NotPublic, typeof(GrainReference), [interfaceType]);
    }

    /// <summary>Makes the type, and gives the function that makes its instances.</summary>
    public static Func<GrainClass, string, GrainReference> Build(Type interfaceType)
    {
        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType) || interfaceType.ContainsGenericParameters)
        {
            throw new ArgumentException($"{interfaceType} is no grain interface: let it be an interface that extends {nameof(IGrain)}.", nameof(interfaceType));
        }

        lock (Gate)
        {
            return new GrainProxyType(interfaceType).Build();
        }
    }

    private static void Open(Type type)
    {
        var assembly = type.Assembly.GetName().Name!;
        if (OpenedAssemblies.Add(assembly))
        {
            var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
            Proxies.SetCustomAttribute(new CustomAttributeBuilder(attribute, [assembly]));
        }

        Array.ForEach(type.GenericTypeArguments, Open);
    }

    private Func<GrainClass, string, GrainReference> Build()
    {
        Open(typeof(GrainReference));
        WriteCreation();
        foreach (var method in _interface.GetInterfaces().Prepend(_interface).SelectMany(type => type.GetMethods()).Where(method => method.IsAbstract))
        {
            Open(method.DeclaringType!);
            Array.ForEach(method.GetParameters(), parameter => Open(parameter.ParameterType));
            Open(method.ReturnType);
            _methods.Add(new GrainProxyMethod(_type, method, _methods.Count));
        }

        var type = _type.CreateType();
        _methods.ForEach(method => method.Bind(type));
        return type.GetMethod(CreateName)!.CreateDelegate<Func<GrainClass, string, GrainReference>>();
    }

    private void WriteCreation()
    {
        var constructor = _type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ConstructorParameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, ConstructorParameters)!);
        il.Emit(OpCodes.Ret);

        var create = _type.DefineMethod(CreateName, MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), ConstructorParameters);
        il = create.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }
}
