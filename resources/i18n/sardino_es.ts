<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Sardino</name>
    <message>
        <source> (found: {others})</source>
        <translation> (encontrados: {others})</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Before / after</source>
        <translation>&amp;Antes / después</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>&amp;Check and use</source>
        <translation>Comprobar y &amp;usar</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Clases</translation>
    </message>
    <message>
        <source>&amp;Delete …</source>
        <translation>&amp;Borrar …</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Dispositivo</translation>
    </message>
    <message>
        <source>&amp;Download the packages</source>
        <translation>&amp;Descargar los paquetes</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>Di&amp;bujar</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Motor</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>&amp;Entorno</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportar …</translation>
    </message>
    <message>
        <source>&amp;Free the memory after</source>
        <translation>&amp;Liberar la memoria tras</translation>
    </message>
    <message>
        <source>&amp;Good enough</source>
        <translation>Su&amp;ficiente</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importar …</translation>
    </message>
    <message>
        <source>&amp;Interpreter</source>
        <translation>&amp;Intérprete</translation>
    </message>
    <message>
        <source>&amp;Keep the files</source>
        <translation>&amp;Conservar los archivos</translation>
    </message>
    <message>
        <source>&amp;Kept features</source>
        <translation>Características &amp;guardadas</translation>
    </message>
    <message>
        <source>&amp;Label layer</source>
        <translation>Capa de e&amp;tiquetas</translation>
    </message>
    <message>
        <source>&amp;Land cover</source>
        <translation>&amp;Cobertura del suelo</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Volver a examinar</translation>
    </message>
    <message>
        <source>&amp;Made from</source>
        <translation>Crear a &amp;partir de</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>Límite de &amp;memoria</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>Mo&amp;do</translation>
    </message>
    <message>
        <source>&amp;New label layer …</source>
        <translation>Nue&amp;va capa …</translation>
    </message>
    <message>
        <source>&amp;Only the selected polygons ({count})</source>
        <translation>&amp;Solo los polígonos seleccionados ({count})</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>&amp;Precisión</translation>
    </message>
    <message>
        <source>&amp;Recover the best model so far</source>
        <translation>Recuperar el mejor mode&amp;lo</translation>
    </message>
    <message>
        <source>&amp;Rename …</source>
        <translation>Cambiar &amp;nombre …</translation>
    </message>
    <message>
        <source>&amp;Scores …</source>
        <translation>Métrica&amp;s …</translation>
    </message>
    <message>
        <source>&amp;Set as default</source>
        <translation>Hacer &amp;predeterminado</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>Con&amp;figurar</translation>
    </message>
    <message>
        <source>&amp;Set up model backend …</source>
        <translation>&amp;Configurar el motor del modelo …</translation>
    </message>
    <message>
        <source>'Good enough' can be pressed once there is a first model.</source>
        <translation>«Suficiente» se puede pulsar en cuanto haya un primer modelo.</translation>
    </message>
    <message>
        <source>'fast' trains the head in seconds; 'full' the whole network, which pays with many labels.</source>
        <translation>«fast» entrena el cabezal en segundos; «full», toda la red, lo que compensa con muchas etiquetas.</translation>
    </message>
    <message>
        <source>'minimum' suits areas and accuracies of rare classes; 'proportional' the overall accuracy.</source>
        <translation>«minimum» conviene a superficies y exactitudes de clases raras; «proportional», a la exactitud global.</translation>
    </message>
    <message>
        <source>'tokens': one pixel per token of the network, 80 m with most models. This is all that the network knows, and QGIS draws it smoothly. 'full': the radar layer's own pixels, for stacks; the file is about sixty times as large.</source>
        <translation>«tokens»: un píxel por token de la red, 80 m con la mayoría de los modelos. Es todo lo que la red sabe, y QGIS lo dibuja suavizado. «full»: los píxeles de la capa radar, para pilas; el archivo es unas sesenta veces mayor.</translation>
    </message>
    <message>
        <source>'{layer}' has no field '{name}'; it has: {known}.</source>
        <translation>«{layer}» no tiene ningún campo «{name}»; tiene: {known}.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented, but the map is doubtful.</source>
        <translation>«{layer}» está segmentada, pero el mapa es dudoso.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented.</source>
        <translation>«{layer}» se ha segmentado.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented. Check the map before you use it.</source>
        <translation>«{layer}» está segmentada. Compruebe el mapa antes de usarlo.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented. Its project was closed, so its layers were not added.</source>
        <translation>«{layer}» se ha segmentado. Se cerró su proyecto, por lo que no se añadieron sus capas.</translation>
    </message>
    <message>
        <source>'{layer}' was looked at with the model {model}; {size:.0f} MB are kept.</source>
        <translation>«{layer}» se examinó con el modelo {model}; se guardan {size:.0f} MB.</translation>
    </message>
    <message>
        <source>'{name}' and '{map}' do not overlap.</source>
        <translation>«{name}» y «{map}» no se solapan.</translation>
    </message>
    <message>
        <source>'{name}' cannot be brought onto the grid of the map.</source>
        <translation>«{name}» no se puede llevar a la cuadrícula del mapa.</translation>
    </message>
    <message>
        <source>'{name}' cannot be copied: {reason}</source>
        <translation>«{name}» no se puede copiar: {reason}</translation>
    </message>
    <message>
        <source>'{name}' cannot be opened again.</source>
        <translation>«{name}» no se puede volver a abrir.</translation>
    </message>
    <message>
        <source>'{name}' cannot be read to its end.</source>
        <translation>«{name}» no se puede leer hasta el final.</translation>
    </message>
    <message>
        <source>'{name}' comes from a map server without a pixel grid of its own.</source>
        <translation>«{name}» procede de un servidor de mapas sin cuadrícula de píxeles propia.</translation>
    </message>
    <message>
        <source>'{name}' has more than {count} values, and each would be a stratum.</source>
        <translation>'{name}' tiene más de {count} valores, y cada uno sería un estrato.</translation>
    </message>
    <message>
        <source>'{name}' has no field '{field}'.</source>
        <translation>«{name}» no tiene ningún campo «{field}».</translation>
    </message>
    <message>
        <source>'{name}' has no field with classes.</source>
        <translation>«{name}» no tiene ningún campo con clases.</translation>
    </message>
    <message>
        <source>'{name}' has no pixels to copy.</source>
        <translation>«{name}» no tiene píxeles que copiar.</translation>
    </message>
    <message>
        <source>'{name}' has {count} different values in the field '{field}'.</source>
        <translation>«{name}» tiene {count} valores distintos en el campo «{field}».</translation>
    </message>
    <message>
        <source>'{name}' holds measurements, not classes.</source>
        <translation>«{name}» contiene medidas, no clases.</translation>
    </message>
    <message>
        <source>'{name}' holds no pixel with a class.</source>
        <translation>«{name}» no tiene ningún píxel con clase.</translation>
    </message>
    <message>
        <source>'{name}' is copied for the worker first.</source>
        <translation>«{name}» se copia primero para el proceso auxiliar.</translation>
    </message>
    <message>
        <source>'{name}' is no raster file that GDAL reads.</source>
        <translation>«{name}» no es un archivo ráster que GDAL lea.</translation>
    </message>
    <message>
        <source>'{name}' is not available.</source>
        <translation>«{name}» no está disponible.</translation>
    </message>
    <message>
        <source>'{name}' is recovered.</source>
        <translation>«{name}» se ha recuperado.</translation>
    </message>
    <message>
        <source>'{name}' is the base model or came with Sardino: it stays. Choose another name.</source>
        <translation>«{name}» es el modelo base o venía con Sardino: se conserva. Elija otro nombre.</translation>
    </message>
    <message>
        <source>'{name}' is trained by Fast fine-tuning.</source>
        <translation>«{name}» se entrena con el ajuste fino rápido.</translation>
    </message>
    <message>
        <source>'{name}' is trained.</source>
        <translation>«{name}» se ha entrenado.</translation>
    </message>
    <message>
        <source>'{name}' lies on another grid, and the map's grid is rotated.</source>
        <translation>«{name}» está en otra cuadrícula, y la cuadrícula del mapa está girada.</translation>
    </message>
    <message>
        <source>'{name}' was trained in {seconds:.0f} s on {device}.</source>
        <translation>«{name}» se entrenó en {seconds:.0f} s con {device}.</translation>
    </message>
    <message>
        <source>'{text}' are no limits.</source>
        <translation>'{text}' no son límites.</translation>
    </message>
    <message>
        <source>'{text}' is no list of classes.</source>
        <translation>«{text}» no es una lista de clases.</translation>
    </message>
    <message>
        <source>'{text}' is no share of a class.</source>
        <translation>«{text}» no es la parte de una clase.</translation>
    </message>
    <message>
        <source>'{}' is deleted.</source>
        <translation>«{}» se ha borrado.</translation>
    </message>
    <message>
        <source>'{}' is imported.</source>
        <translation>«{}» se ha importado.</translation>
    </message>
    <message>
        <source>'{}' is the default now.</source>
        <translation>«{}» es ahora el modelo predeterminado.</translation>
    </message>
    <message>
        <source>0 to 100, one pixel per token of the network. Skip it to look at a sample only.</source>
        <translation>De 0 a 100, un píxel por token de la red. Omítalo para examinar solo una muestra.</translation>
    </message>
    <message>
        <source>8-bit picture</source>
        <translation>Imagen de 8 bits</translation>
    </message>
    <message>
        <source>&lt;p&gt;A model is good where the ground looks like its training data. This compares the network's embeddings of a layer with those of the training data.&lt;/p&gt;&lt;p&gt;The raster has one pixel per token of the network. Its value is the share of the training ground, in percent, that is at least as strange: below 5 the ground is stranger than all but 5 % of the training ground. Expect mistakes there: fine-tune, or explore.&lt;/p&gt;&lt;p&gt;Without a raster only a sample of the layer is looked at, which takes seconds.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; Familiar ground can be mapped wrongly, too: familiarity is no accuracy.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Un modelo es bueno donde el terreno se parece a sus datos de entrenamiento. Aquí se comparan las representaciones que la red hace de una capa con las de los datos de entrenamiento.&lt;/p&gt;&lt;p&gt;El ráster tiene un píxel por token de la red. Su valor es la parte del terreno de entrenamiento, en tanto por ciento, que es al menos igual de extraña: por debajo de 5, el terreno es más extraño que todo el terreno de entrenamiento salvo un 5 %. Ahí cabe esperar errores: haga un ajuste fino, o explore.&lt;/p&gt;&lt;p&gt;Sin ráster solo se examina una muestra de la capa, lo que tarda unos segundos.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Límites.&lt;/b&gt; También un terreno familiar puede cartografiarse mal: la familiaridad no es una exactitud.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Averages radar layers of one place in linear power: speckle differs from date to date, so the mean has less of it. Segment the result as any radar layer.&lt;/p&gt;&lt;p&gt;Bands: the mean of each polarisation, then the standard deviation over the dates of each polarisation in dB, then the number of dates.&lt;/p&gt;&lt;p&gt;What the ground did between the dates is averaged, too: take dates of one season.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Promedia capas de radar de un lugar en potencia lineal: el moteado cambia de una fecha a otra, así que la media tiene menos. Segmente el resultado como cualquier capa de radar.&lt;/p&gt;&lt;p&gt;Bandas: la media de cada polarización, después la desviación típica entre las fechas de cada polarización en dB, después el número de fechas.&lt;/p&gt;&lt;p&gt;Lo que hizo el suelo entre las fechas también se promedia: tome fechas de una misma estación.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares a map with reference data and estimates overall, user's and producer's accuracy, and the area of each class, with 95 % intervals. Areas counted from pixels stand beside.&lt;/p&gt;&lt;p&gt;&lt;b&gt;A sample&lt;/b&gt; of &lt;i&gt;Draw a sample&lt;/i&gt; knows its strata: Stehman (2014), which is Olofsson et al. (2014) if the strata are the map's classes. The assessed map may be another one than the map of the strata. &lt;b&gt;Other points&lt;/b&gt; are taken for a random sample within each class of the map. &lt;b&gt;Polygons&lt;/b&gt; are clusters: each is one unit, not as many as its pixels.&lt;/p&gt;&lt;p&gt;Left out and counted: points without a class (empty, 0, 'unclassified'), and points where the map has none. A class that the map does not know counts as wrong everywhere.&lt;/p&gt;&lt;p&gt;The figures hold for the whole map only if the places were chosen at random.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Compara un mapa con datos de referencia y estima la exactitud global, del usuario y del productor, y la superficie de cada clase, con intervalos del 95 %. Las superficies contadas en píxeles están al lado.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Una muestra&lt;/b&gt; de &lt;i&gt;Sacar una muestra&lt;/i&gt; conoce sus estratos: Stehman (2014), que es Olofsson et al. (2014) si los estratos son las clases del mapa. El mapa evaluado puede ser otro que el de los estratos. &lt;b&gt;Otros puntos&lt;/b&gt; se toman por una muestra aleatoria en cada clase del mapa. &lt;b&gt;Los polígonos&lt;/b&gt; son conglomerados: cada uno es una unidad, no tantas como sus píxeles.&lt;/p&gt;&lt;p&gt;Se dejan fuera y se cuentan: los puntos sin clase (vacío, 0, 'unclassified') y los puntos donde el mapa no la tiene. Una clase que el mapa no conoce cuenta como errónea en todas partes.&lt;/p&gt;&lt;p&gt;Las cifras valen para todo el mapa solo si los lugares se eligieron al azar.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares two radar layers of one place: from which class to which, how likely a change is, how far the network's embeddings moved, and the difference in dB as a control.&lt;/p&gt;&lt;p&gt;The later layer is brought onto the grid of the earlier one. Layers of other places, or without a common polarisation, are refused.&lt;/p&gt;&lt;p&gt;Use layers of the same track and processing: another look direction changes the image without any change of the ground.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Compara dos capas de radar de un lugar: de qué clase a qué clase, cuán probable es un cambio, cuánto se movieron las representaciones de la red y, como control, la diferencia en dB.&lt;/p&gt;&lt;p&gt;La capa posterior se lleva a la cuadrícula de la anterior. Se rechazan capas de otros lugares o sin polarización común.&lt;/p&gt;&lt;p&gt;Use capas de la misma traza y del mismo procesamiento: otra dirección de observación cambia la imagen sin que cambie el suelo.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts a map inside each polygon of a layer: a row per zone and class, with pixels, hectares on the ellipsoid, the share of the zone's classified area in percent, and the mean confidence.&lt;/p&gt;&lt;p&gt;A pixel counts for a zone if its centre lies inside. Zones may overlap. Counted areas carry the map's errors; the accuracy assessment estimates areas without that bias.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Cuenta un mapa dentro de cada polígono de una capa: una fila por zona y clase, con píxeles, hectáreas sobre el elipsoide, la parte de la superficie clasificada de la zona en tanto por ciento y la confianza media.&lt;/p&gt;&lt;p&gt;Un píxel cuenta para una zona si su centro está dentro. Las zonas pueden solaparse. Las superficies contadas llevan los errores del mapa; la evaluación de la exactitud estima superficies sin ese sesgo.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts, pixel by pixel, what there is to learn from: polygons and pixels per class, polygons outside the scene or on nodata, outlines that cross themselves, and pixels that two classes claim. Nothing is trained or changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Cuenta, píxel a píxel, lo que hay para aprender: polígonos y píxeles por clase, polígonos fuera de la escena o sin datos, contornos que se cruzan consigo mismos y píxeles que reclaman dos clases. No se entrena ni se cambia nada.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Draws pixels at random in each class of a map (a stratum). You then say what is there, from imagery or in the field, and &lt;i&gt;Assess a map&lt;/i&gt; estimates accuracy and areas.&lt;/p&gt;&lt;p&gt;&lt;b&gt;How many.&lt;/b&gt; For the standard error of the overall accuracy that you want (Cochran 1977, equation 5.25), with the accuracy that you expect; or a number. &lt;b&gt;Where.&lt;/b&gt; 'minimum': so many per class, the rest by area (Olofsson et al. 2014); 'proportional': by area; 'equal'; 'optimal': by area and expected spread, best for the overall accuracy alone.&lt;/p&gt;&lt;p&gt;The points have a drop-down of classes. They do not show the map's class, so that it does not lead the interpreter. The same seed gives the same points.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Saca píxeles al azar en cada clase de un mapa (un estrato). Después usted dice qué hay allí, con imágenes o en el campo, y &lt;i&gt;Evaluar un mapa&lt;/i&gt; estima la exactitud y las superficies.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cuántos.&lt;/b&gt; Para el error estándar deseado de la exactitud global (Cochran 1977, ecuación 5.25), con la exactitud esperada; o un número. &lt;b&gt;Dónde.&lt;/b&gt; «minimum»: tantos por clase, el resto por superficie (Olofsson et al. 2014); «proportional»: por superficie; «equal»: iguales; «optimal»: por superficie y dispersión esperada, lo mejor solo para la exactitud global.&lt;/p&gt;&lt;p&gt;Los puntos tienen una lista de clases. No muestran la clase del mapa, para que no influya. La misma semilla da los mismos puntos.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds the places whose labels would help a model most: where it is unsure, and unlike each other. Draw a polygon at each, of whatever is there, and fine-tune again.&lt;/p&gt;&lt;p&gt;The result is a point layer with rank, reason, the class that the model guesses, and how sure it is.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Encuentra los lugares cuyas etiquetas más ayudarían a un modelo: donde está inseguro y que son distintos entre sí. Dibuje en cada uno un polígono de lo que haya allí y vuelva a ajustar el modelo.&lt;/p&gt;&lt;p&gt;El resultado es una capa de puntos con el rango, el motivo, la clase que supone el modelo y su grado de seguridad.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Give one or more places of what you look for, as points, lines or polygons. The result says how much each place of the radar layer looks like them to the network, from 0 to 100. Places that are &lt;i&gt;not&lt;/i&gt; meant make the result sharper: give some where it was wrong.&lt;/p&gt;&lt;p&gt;No model of land cover is needed, so this works for anything that the network can tell apart, also outside the model's classes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; The number is a similarity, not a probability. Small things disappear: the network sees about 80 m at a time. Look at the result before you choose a threshold.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Indique uno o más lugares de lo que busca, como puntos, líneas o polígonos. El resultado dice cuánto se les parece, para la red, cada lugar de la capa de radar, de 0 a 100. Los lugares que &lt;i&gt;no&lt;/i&gt; se buscan hacen el resultado más nítido: indique algunos donde se equivocó.&lt;/p&gt;&lt;p&gt;No hace falta ningún modelo de cobertura del suelo, así que sirve para todo lo que la red sepa distinguir, también fuera de las clases del modelo.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Límites.&lt;/b&gt; El número es una similitud, no una probabilidad. Las cosas pequeñas desaparecen: la red ve unos 80 m a la vez. Mire el resultado antes de elegir un umbral.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Gives patches below the minimum mapping unit to the neighbour that is most probable there. The result is a new layer; the map itself stays.&lt;/p&gt;&lt;p&gt;With a layer of probabilities the neighbour with the highest sum over the patch wins. With a confidence layer the neighbours along the border vote with their confidence; with neither, each has one vote. Patches of the minimum size lose no pixel. A patch is what hangs together by the sides of its pixels.&lt;/p&gt;&lt;p&gt;Pixels without a class and protected classes neither change nor grow. A small patch that touches nothing else stays.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Da las manchas menores que la unidad mínima cartografiable al vecino más probable allí. El resultado es una capa nueva; el mapa mismo queda.&lt;/p&gt;&lt;p&gt;Con una capa de probabilidades gana el vecino con la suma más alta sobre la mancha. Con una capa de confianza los vecinos del borde votan con su confianza; sin ninguna, cada uno tiene un voto. Las manchas del tamaño mínimo no pierden ningún píxel. Una mancha es lo que está unido por los lados de los píxeles.&lt;/p&gt;&lt;p&gt;Los píxeles sin clase y las clases protegidas no cambian ni crecen. Una mancha pequeña que no toca nada más queda.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Groups the ground of a radar layer by how it looks to the network (k-means of its features). No labels and no classes are needed. The borders follow the image.&lt;/p&gt;&lt;p&gt;What a segment is, only you can say: name the segments on the page &lt;i&gt;Explore&lt;/i&gt; of Sardino's panel, and merge those that are the same for you.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; Segments differ as the network sees it. This need not be a difference in land cover: wind on water, soil moisture and the side of a slope make segments, too.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Agrupa el terreno de una capa de radar según cómo lo ve la red (k-means de sus características). No hacen falta etiquetas ni clases. Los límites siguen la imagen.&lt;/p&gt;&lt;p&gt;Qué es un segmento, solo puede decirlo usted: dé nombre a los segmentos en la página &lt;i&gt;Explorar&lt;/i&gt; del panel de Sardino, y una los que para usted sean lo mismo.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Límites.&lt;/b&gt; Los segmentos se distinguen según lo que ve la red. No tiene por qué ser una diferencia de cobertura del suelo: el viento sobre el agua, la humedad del suelo y la orientación de una ladera también crean segmentos.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes a polygon of each connected area of a class. Neighbours share their borders: there are no gaps and no overlaps. Clean up the map first, or there is a polygon for every speck.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Attributes.&lt;/b&gt; code and name of the class; area_ha on the ellipsoid; conf_mean and conf_min in percent; second, second_share: the most frequent other class in the polygon before the clean-up and its share in percent; model and scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Simplification&lt;/b&gt; keeps shared borders: each border is simplified once, for both sides. Large maps are worked on in strips; where a border crosses from strip to strip, it keeps a point.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Hace un polígono de cada superficie conexa de una clase. Los vecinos comparten sus límites: no hay huecos ni solapes. Limpie antes el mapa, o habrá un polígono por cada mota.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Atributos.&lt;/b&gt; code y name de la clase; area_ha sobre el elipsoide; conf_mean y conf_min en tanto por ciento; second, second_share: la otra clase más frecuente en el polígono antes de la limpieza y su parte en tanto por ciento; model y scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;La simplificación&lt;/b&gt; mantiene los límites compartidos: cada límite se simplifica una vez, para los dos lados. Los mapas grandes se trabajan por franjas; donde un límite pasa de una franja a otra, conserva un punto.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes one raster on the radar layer's grid, with a name for each band, for the classifiers of other programs: dzetsaka, the Semi-Automatic Classification Plugin, the EnMAP-Box, the Orfeo ToolBox.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;backscatter&lt;/b&gt;: the polarisations in dB;&lt;/li&gt;&lt;li&gt;&lt;b&gt;texture&lt;/b&gt;: how the backscatter varies around each pixel;&lt;/li&gt;&lt;li&gt;&lt;b&gt;attention&lt;/b&gt;: where each head of the network looks;&lt;/li&gt;&lt;li&gt;&lt;b&gt;components&lt;/b&gt;: the first principal components of the network's tokens.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Principal components are those of this layer: a classifier trained on the stack of one layer does not fit the stack of another one.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Crea un ráster en la cuadrícula de la capa de radar, con un nombre para cada banda, para los clasificadores de otros programas: dzetsaka, el Semi-Automatic Classification Plugin, EnMAP-Box, Orfeo ToolBox.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;retrodispersión&lt;/b&gt;: las polarizaciones en dB;&lt;/li&gt;&lt;li&gt;&lt;b&gt;textura&lt;/b&gt;: cómo varía la retrodispersión alrededor de cada píxel;&lt;/li&gt;&lt;li&gt;&lt;b&gt;atención&lt;/b&gt;: adónde mira cada cabeza de la red;&lt;/li&gt;&lt;li&gt;&lt;b&gt;componentes&lt;/b&gt;: las primeras componentes principales de los tokens de la red.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Las componentes principales son las de esta capa: un clasificador entrenado con la pila de una capa no sirve para la pila de otra.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes the land cover, confidence and attention of many scenes: all radar images of a folder, of a list, or several layers. Several processes of this computer work at the same time.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancel and resume.&lt;/b&gt; Finished scenes are kept. Run the algorithm again with the same output folder: scenes that are finished with the same model and parameters are skipped. A scene that fails does not stop the others; the table failures.csv says why it failed.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Input.&lt;/b&gt; A folder is searched with all its folders. Files such as x_VV.tif and x_VH.tif side by side are one scene. A list is a text file with a path per line, or a CSV file with a column 'path'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Output.&lt;/b&gt; A folder per scene with its maps, and a STAC catalogue of all (collection.json).&lt;/p&gt;&lt;p&gt;For clusters and for scenes on servers use the command line: python -m model archive.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Hace la cobertura del suelo, la confianza y la atención de muchas escenas: todas las imágenes de radar de una carpeta, de una lista, o varias capas. Varios procesos de este equipo trabajan al mismo tiempo.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancelar y continuar.&lt;/b&gt; Las escenas terminadas se conservan. Ejecute el algoritmo otra vez con la misma carpeta de salida: las escenas terminadas con el mismo modelo y los mismos parámetros se omiten. Una escena que falla no detiene a las demás; la tabla failures.csv dice por qué.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Entrada.&lt;/b&gt; Se busca en una carpeta y en todas sus carpetas. Archivos como x_VV.tif y x_VH.tif juntos son una escena. Una lista es un archivo de texto con una ruta por línea, o un archivo CSV con una columna 'path'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Salida.&lt;/b&gt; Una carpeta por escena con sus mapas, y un catálogo STAC de todas (collection.json).&lt;/p&gt;&lt;p&gt;Para clústeres y escenas en servidores use la línea de comandos: python -m model archive.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Runs the network over a radar layer once, and keeps what it sees: the tokens (reduced to their principal components), the attention of every head, and the finer features of the pixels. All other algorithms of this group read this file, so they do not run the network again.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Where.&lt;/b&gt; Without a file the features go into Sardino's cache, whose size you can limit in the options. Segmenting a layer fills the cache too. Give a file to keep features for good.&lt;/p&gt;&lt;p&gt;The layer itself is not in the file. If the layer or the model changes, the features are made again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ejecuta la red una vez sobre una capa de radar y guarda lo que ve: los tokens (reducidos a sus componentes principales), la atención de cada cabeza y las características más finas de los píxeles. Todos los demás algoritmos de este grupo leen este archivo, así que no vuelven a ejecutar la red.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Dónde.&lt;/b&gt; Sin archivo, las características van a la caché de Sardino, cuyo tamaño puede limitar en las opciones. También la llena segmentar una capa. Indique un archivo para guardar las características de forma permanente.&lt;/p&gt;&lt;p&gt;La capa misma no está en el archivo. Si la capa o el modelo cambian, las características se crean de nuevo.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Scores a model on labelled polygons: F1 and IoU per class, confusion matrix, accuracy and kappa.&lt;/p&gt;&lt;p&gt;Use polygons that the model was &lt;b&gt;not&lt;/b&gt; trained on; on its own training polygons any model looks better than it is.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Evalúa un modelo con polígonos etiquetados: F1 e IoU por clase, matriz de confusión, exactitud y kappa.&lt;/p&gt;&lt;p&gt;Use polígonos con los que el modelo &lt;b&gt;no&lt;/b&gt; se haya entrenado; con sus propios polígonos de entrenamiento, cualquier modelo parece mejor de lo que es.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows the first three principal components of the network's tokens as red, green and blue. Places with the same colour look alike to the network; where the colours change, so does what the network sees.&lt;/p&gt;&lt;p&gt;The colours have no meaning of their own, and those of two layers cannot be compared.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Muestra las tres primeras componentes principales de los tokens de la red como rojo, verde y azul. Los lugares del mismo color le parecen iguales a la red; donde cambian los colores, cambia también lo que ve la red.&lt;/p&gt;&lt;p&gt;Los colores no tienen significado propio, y los de dos capas no se pueden comparar.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains a model on polygons of your own, so that it maps your area and classes better. The base model is not changed; the new one is listed beside it, with its lineage.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels.&lt;/b&gt; Polygon layers in any coordinate system with a field for the class. Five or more polygons per class, spread over the scene, each of one class throughout. They are copied, with unsaved edits, joins, virtual fields and the layer's filter, and never changed. An outline that crosses itself counts as one polygon, as the map shows it.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores.&lt;/b&gt; Whole polygons are held out of training to score it, so the numbers say how well the model does where it was not taught. With few polygons they are an estimate.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancel&lt;/b&gt; throws the new model away.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Entrena un modelo con polígonos propios, para que cartografíe mejor su zona y sus clases. El modelo base no cambia; el nuevo aparece a su lado, con su linaje.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Etiquetas.&lt;/b&gt; Capas de polígonos en cualquier sistema de coordenadas con un campo para la clase. Cinco polígonos o más por clase, repartidos por la escena, cada uno de una sola clase. Se copian, con los cambios sin guardar, las uniones, los campos virtuales y el filtro de la capa, y nunca se modifican. Un contorno que se cruza consigo mismo cuenta como un polígono, como lo muestra el mapa.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Puntuaciones.&lt;/b&gt; Se apartan polígonos enteros del entrenamiento para evaluarlo: las cifras dicen lo bueno que es el modelo donde no aprendió nada. Con pocos polígonos son una estimación.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancelar&lt;/b&gt; descarta el modelo nuevo.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Turns a SAR (radar) layer into a land cover map, with the model's confidence and the attention maps of its vision transformer. Everything runs on this computer, in a process of its own.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Input.&lt;/b&gt; One raster with VV or HH and/or VH or HV, or two rasters on the same grid. Sentinel-1 GRD or RTC, as sigma0 or gamma0 in dB or linear power, amplitude, raw digital numbers or 8-bit pictures. Bands, units and nodata are recognised; each can be set by hand.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Products&lt;/b&gt;, on exactly the grid of the input:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Land cover&lt;/b&gt;: ESA WorldCover codes (10 tree cover, 30 grassland, 40 cropland, 50 built-up, 80 water ...); 0 where the input is invalid.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the class chosen, 0 to 100. Low values mark what to check first. It is the model's own opinion, not an accuracy.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Attention&lt;/b&gt;: where the network looks, one band per head and their mean last.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Familiarity&lt;/b&gt;: how much the ground is like what the model was trained on, 0 to 100; below 5 it is stranger than all but 5 % of the training ground.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; The model knows Sentinel-1 at about 10 m. Other sensors, wavelengths and steep mountains (layover, shadow) give less reliable maps. Classes that look alike to radar, such as dry grass and fallow fields, are confused; check against optical images before you rely on areas.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Convierte una capa SAR (radar) en un mapa de cobertura del suelo, con la confianza del modelo y los mapas de atención de su transformador de visión. Todo se ejecuta en este equipo, en un proceso propio.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Entrada.&lt;/b&gt; Un ráster con VV o HH y/o VH o HV, o dos rásteres en la misma cuadrícula. Sentinel-1 GRD o RTC, como sigma0 o gamma0 en dB o potencia lineal, amplitud, números digitales brutos o imágenes de 8 bits. Las bandas, las unidades y el valor sin datos se reconocen; cada uno se puede indicar a mano.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Productos&lt;/b&gt;, exactamente en la cuadrícula de la entrada:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Cobertura del suelo&lt;/b&gt;: códigos de ESA WorldCover (10 cobertura arbórea, 30 pastizal, 40 tierras de cultivo, 50 zonas edificadas, 80 agua...); 0 donde la entrada no es válida.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Confianza&lt;/b&gt;: la probabilidad de la clase elegida, de 0 a 100. Los valores bajos señalan qué conviene comprobar primero. Es la opinión del propio modelo, no una exactitud.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Atención&lt;/b&gt;: adónde mira la red, una banda por cabeza y su media al final.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Familiaridad&lt;/b&gt;: cuánto se parece el terreno a aquello con lo que se entrenó el modelo, de 0 a 100; por debajo de 5 es más extraño que todo el terreno de entrenamiento salvo un 5 %.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;b&gt;Límites.&lt;/b&gt; El modelo conoce Sentinel-1 a unos 10 m. Otros sensores, otras longitudes de onda y las montañas escarpadas (inversión por relieve o «layover», sombra) dan mapas menos fiables. Las clases que el radar ve parecidas, como la hierba seca y los barbechos, se confunden; contraste el mapa con imágenes ópticas antes de fiarse de las superficies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes what is known of a land-cover layer: the map with legend and scale bar, confidence, areas, accuracy, changes, the model's card, parameters, origin, and warnings.&lt;/p&gt;&lt;p&gt;The HTML file holds its pictures and can be sent as it is. Only the land cover is needed; what else you give adds its part.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Escribe lo que se sabe de una capa de cobertura del suelo: el mapa con leyenda y escala, confianza, superficies, exactitud, cambios, la ficha del modelo, parámetros, origen y advertencias.&lt;/p&gt;&lt;p&gt;El archivo HTML contiene sus imágenes y puede enviarse tal cual. Solo hace falta la cobertura del suelo; lo demás añade su parte.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A CPU does not compute in fp16.</source>
        <translation>Una CPU no calcula en fp16.</translation>
    </message>
    <message>
        <source>A Python that Sardino fetches</source>
        <translation>Un Python que descarga Sardino</translation>
    </message>
    <message>
        <source>A band per class; its name begins with the class's code, or bands follow the map's legend.</source>
        <translation>Una banda por clase; su nombre empieza con el código de la clase, o las bandas siguen la leyenda del mapa.</translation>
    </message>
    <message>
        <source>A better map of your own area, from polygons that you draw</source>
        <translation>Un mapa mejor de su zona, a partir de polígonos que usted dibuja</translation>
    </message>
    <message>
        <source>A class has no usable code, name or colour.</source>
        <translation>Una clase no tiene un código, un nombre o un color utilizable.</translation>
    </message>
    <message>
        <source>A class has two prior shares.</source>
        <translation>Una clase tiene dos partes esperadas.</translation>
    </message>
    <message>
        <source>A class needs a whole number as its code: {row}.</source>
        <translation>Una clase necesita un número entero como código: {row}.</translation>
    </message>
    <message>
        <source>A click on a heading sorts. Ctrl+C copies the chosen rows, or all of them.</source>
        <translation>Un clic en un encabezado ordena. Ctrl+C copia las filas elegidas, o todas.</translation>
    </message>
    <message>
        <source>A click on the map selects the row of the segment there; with Shift one more row. A double click lets you name it.</source>
        <translation>Un clic en el mapa selecciona la fila del segmento que hay allí; con Mayús, una fila más. Con un doble clic puede darle un nombre.</translation>
    </message>
    <message>
        <source>A click, or Enter, gives the point this class and goes on.</source>
        <translation>Un clic, o Intro, da al punto esta clase y sigue.</translation>
    </message>
    <message>
        <source>A date is given twice.</source>
        <translation>Una fecha está dada dos veces.</translation>
    </message>
    <message>
        <source>A file or folder cannot be used</source>
        <translation>No se puede usar un archivo o una carpeta</translation>
    </message>
    <message>
        <source>A file's name or path is too long.</source>
        <translation>El nombre o la ruta de un archivo es demasiado largo.</translation>
    </message>
    <message>
        <source>A folder with radar images; its folders are searched, too.</source>
        <translation>Una carpeta con imágenes de radar; también se busca en sus carpetas.</translation>
    </message>
    <message>
        <source>A kept model is trained by Fast fine-tuning on your places, as on the page 'Fine-tune'. It is not the quick classifier of the view, so its map differs a little from the one you see.</source>
        <translation>Un modelo guardado se entrena con el ajuste fino rápido en sus lugares, como en la página «Ajuste fino». No es el clasificador rápido de la vista, así que su mapa difiere un poco del que usted ve.</translation>
    </message>
    <message>
        <source>A layer of 'Change between two dates': a picture, and the table from class to class.</source>
        <translation>Una capa de «Cambio entre dos fechas»: una imagen y la tabla de clase a clase.</translation>
    </message>
    <message>
        <source>A map of classes: Sardino's or any other.</source>
        <translation>Un mapa de clases: de Sardino u otro.</translation>
    </message>
    <message>
        <source>A marked place is neither a point, nor a line, nor a polygon.</source>
        <translation>Un lugar marcado no es ni un punto, ni una línea, ni un polígono.</translation>
    </message>
    <message>
        <source>A model has {largest} classes at most. Name the field that holds the class.</source>
        <translation>Un modelo tiene {largest} clases como máximo. Indique el campo que contiene la clase.</translation>
    </message>
    <message>
        <source>A model needs at least two classes to tell apart.</source>
        <translation>Un modelo necesita distinguir al menos dos clases.</translation>
    </message>
    <message>
        <source>A number of workers or retries is not negative.</source>
        <translation>Un número de procesos o de intentos no es negativo.</translation>
    </message>
    <message>
        <source>A package index instead of PyPI. The proxy is that of QGIS's network settings.</source>
        <translation>Un índice de paquetes en lugar de PyPI. El proxy es el de la configuración de red de QGIS.</translation>
    </message>
    <message>
        <source>A package is missing</source>
        <translation>Falta un paquete</translation>
    </message>
    <message>
        <source>A package is not what it should be</source>
        <translation>Un paquete no es el que debería ser</translation>
    </message>
    <message>
        <source>A page with all figures and both matrices.</source>
        <translation>Una página con todas las cifras y las dos matrices.</translation>
    </message>
    <message>
        <source>A place lies where {crs} is not defined.</source>
        <translation>Un lugar está donde {crs} no está definido.</translation>
    </message>
    <message>
        <source>A point has no stratum, or its stratum has no size.</source>
        <translation>Un punto no tiene estrato, o su estrato no tiene tamaño.</translation>
    </message>
    <message>
        <source>A polygon is drawn.</source>
        <translation>Se ha dibujado un polígono.</translation>
    </message>
    <message>
        <source>A raster of class codes: a land cover of Sardino, or of any other program.</source>
        <translation>Un ráster de códigos de clase: una cobertura del suelo de Sardino o de otro programa.</translation>
    </message>
    <message>
        <source>A rectangle is drawn.</source>
        <translation>Se ha dibujado un rectángulo.</translation>
    </message>
    <message>
        <source>A report to copy: versions, devices, environment, last errors.</source>
        <translation>Un informe para copiar: versiones, dispositivos, entorno, últimos errores.</translation>
    </message>
    <message>
        <source>A row is what is really there, a column what the model says; numbers are % of the row.</source>
        <translation>Cada fila es lo que hay en realidad; cada columna, lo que dice el modelo; las cifras son % de la fila.</translation>
    </message>
    <message>
        <source>A sample whose points have a class, or other reference data.</source>
        <translation>Una muestra cuyos puntos tienen clase, u otros datos de referencia.</translation>
    </message>
    <message>
        <source>A scene could not be fetched</source>
        <translation>No se pudo obtener una escena</translation>
    </message>
    <message>
        <source>A second raster with VH or HV, if it is not a band of the first. Same grid.</source>
        <translation>Un segundo ráster con VH o HV, si no es una banda del primero. Misma cuadrícula.</translation>
    </message>
    <message>
        <source>A table with a row per class.</source>
        <translation>Una tabla con una fila por clase.</translation>
    </message>
    <message>
        <source>A table with a row per zone and class.</source>
        <translation>Una tabla con una fila por zona y clase.</translation>
    </message>
    <message>
        <source>A table with the area and share of each class in each zone.</source>
        <translation>Una tabla con la superficie y la parte de cada clase en cada zona.</translation>
    </message>
    <message>
        <source>A text file with a path per line, or a CSV file with a column 'path'.</source>
        <translation>Un archivo de texto con una ruta por línea, o un archivo CSV con una columna 'path'.</translation>
    </message>
    <message>
        <source>A text of your own, shown after the title.</source>
        <translation>Un texto propio, que aparece después del título.</translation>
    </message>
    <message>
        <source>A training that was cut short was found: going on from its best model</source>
        <translation>Se encontró un entrenamiento interrumpido: se sigue desde su mejor modelo</translation>
    </message>
    <message>
        <source>A training that was cut short was taken up again.</source>
        <translation>Se reanudó un entrenamiento interrumpido.</translation>
    </message>
    <message>
        <source>A value to treat as nodata, besides the layer's own.</source>
        <translation>Un valor que se trata como sin datos, además del de la propia capa.</translation>
    </message>
    <message>
        <source>A&amp;ttention</source>
        <translation>A&amp;tención</translation>
    </message>
    <message>
        <source>Accuracies and areas with 95 % intervals, from a sample or other reference data.</source>
        <translation>Exactitudes y superficies con intervalos del 95 %, de una muestra u otros datos de referencia.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitud</translation>
    </message>
    <message>
        <source>Accuracy (JSON)</source>
        <translation>Exactitud (JSON)</translation>
    </message>
    <message>
        <source>Accuracy and areas</source>
        <translation>Exactitud y superficies</translation>
    </message>
    <message>
        <source>Accuracy of {map}</source>
        <translation>Exactitud de {map}</translation>
    </message>
    <message>
        <source>Acquired</source>
        <translation>Adquirida</translation>
    </message>
    <message>
        <source>Add PyTorch …</source>
        <translation>Añadir PyTorch …</translation>
    </message>
    <message>
        <source>Add PyTorch: Raster &gt; Sardino &gt; Set up model backend, and choose Full. Or, in a terminal: python3 build.py setup --full</source>
        <translation>Añada PyTorch: Ráster &gt; Sardino &gt; Configurar el motor del modelo, y elija Completo. O, en un terminal: python3 build.py setup --full</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Añadir una clase</translation>
    </message>
    <message>
        <source>Add a class first.</source>
        <translation>Añada primero una clase.</translation>
    </message>
    <message>
        <source>Add a layer of polygons first</source>
        <translation>Añada primero una capa de polígonos</translation>
    </message>
    <message>
        <source>Add the maps to the project</source>
        <translation>Añadir los mapas al proyecto</translation>
    </message>
    <message>
        <source>Add them to the expected classes, or leave out their shares.</source>
        <translation>Añádalas a las clases esperadas u omita sus partes.</translation>
    </message>
    <message>
        <source>Additional nodata value</source>
        <translation>Valor sin datos adicional</translation>
    </message>
    <message>
        <source>Adds a polygon layer of the project, with its class field.</source>
        <translation>Añade una capa de polígonos del proyecto, con su campo de clase.</translation>
    </message>
    <message>
        <source>Adds a print layout with map, legend and scale bar to the project, and opens it.</source>
        <translation>Añade al proyecto una composición con mapa, leyenda y escala, y la abre.</translation>
    </message>
    <message>
        <source>Adds a radar layer of the project.</source>
        <translation>Añade una capa de radar del proyecto.</translation>
    </message>
    <message>
        <source>Adds points where labels would help most: where the model is unsure, and unlike each other.</source>
        <translation>Añade puntos donde más ayudarían las etiquetas: donde el modelo está inseguro y que son distintos entre sí.</translation>
    </message>
    <message>
        <source>Adds the maps of the first 20 scenes to the project.</source>
        <translation>Añade los mapas de las primeras 20 escenas al proyecto.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avanzado</translation>
    </message>
    <message>
        <source>After so long without a job the model's process ends; the next job starts it again.</source>
        <translation>Pasado este tiempo sin tareas, el proceso del modelo termina; la siguiente tarea lo inicia de nuevo.</translation>
    </message>
    <message>
        <source>After the map</source>
        <translation>Después del mapa</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>All figures (ASSESSMENT) of 'Assess a map': a JSON file, or the text itself.</source>
        <translation>Todas las cifras (ASSESSMENT) de «Evaluar un mapa»: un archivo JSON o el propio texto.</translation>
    </message>
    <message>
        <source>All figures (JSON)</source>
        <translation>Todas las cifras (JSON)</translation>
    </message>
    <message>
        <source>All pixels of the scene are masked by its alpha band or mask, or are nodata.</source>
        <translation>Todos los píxeles de la escena están enmascarados por su banda alfa o su máscara, o son valores sin datos.</translation>
    </message>
    <message>
        <source>All pixels of the scene are nodata, or far below any backscatter.</source>
        <translation>Ningún píxel de la escena tiene datos, o todos están muy por debajo de cualquier retrodispersión.</translation>
    </message>
    <message>
        <source>All points have a class. Assess the map below.</source>
        <translation>Todos los puntos tienen clase. Evalúe el mapa más abajo.</translation>
    </message>
    <message>
        <source>All polygons are of one class.</source>
        <translation>Todos los polígonos son de una sola clase.</translation>
    </message>
    <message>
        <source>Also as PDF</source>
        <translation>También como PDF</translation>
    </message>
    <message>
        <source>Also changes how the model sees the image. Better with a GPU, and with 20 and more polygons per class.</source>
        <translation>Cambia también cómo ve el modelo la imagen. Mejor con GPU y con 20 o más polígonos por clase.</translation>
    </message>
    <message>
        <source>Also kappa</source>
        <translation>También kappa</translation>
    </message>
    <message>
        <source>Also looks at mirror images of every tile: a little better, and four times as slow.</source>
        <translation>Mira también las imágenes reflejadas de cada tesela: algo mejor y cuatro veces más lento.</translation>
    </message>
    <message>
        <source>Also segment what is not radar</source>
        <translation>Segmentar también lo que no es radar</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitud</translation>
    </message>
    <message>
        <source>An empty stack: choose at least one of its parts.</source>
        <translation>Una pila vacía: elija al menos una de sus partes.</translation>
    </message>
    <message>
        <source>An estimate, since some classes have few polygons.</source>
        <translation>Una estimación, porque algunas clases tienen pocos polígonos.</translation>
    </message>
    <message>
        <source>An extent has four numbers: west, south, east, north.</source>
        <translation>Una extensión tiene cuatro números: oeste, sur, este, norte.</translation>
    </message>
    <message>
        <source>Another count or search is on.</source>
        <translation>Hay otro recuento u otra búsqueda en marcha.</translation>
    </message>
    <message>
        <source>Another date of the same place.</source>
        <translation>Otra fecha del mismo lugar.</translation>
    </message>
    <message>
        <source>Another run is on</source>
        <translation>Hay otra ejecución en curso</translation>
    </message>
    <message>
        <source>Another run writes into the folder</source>
        <translation>Otra ejecución escribe en la carpeta</translation>
    </message>
    <message>
        <source>Another value that means 'no data', besides the one that the file declares.</source>
        <translation>Otro valor que significa «sin datos», además del que declara el archivo.</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Cualquier clase</translation>
    </message>
    <message>
        <source>Apple GPU, through MPS</source>
        <translation>GPU de Apple, mediante MPS</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Arquitectura</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>Área (ha)</translation>
    </message>
    <message>
        <source>Area drawn on the map</source>
        <translation>Área dibujada en el mapa</translation>
    </message>
    <message>
        <source>Area of all polygons (ha)</source>
        <translation>Superficie de todos los polígonos (ha)</translation>
    </message>
    <message>
        <source>Area of each class</source>
        <translation>Superficie de cada clase</translation>
    </message>
    <message>
        <source>Area of each class (JSON)</source>
        <translation>Superficie de cada clase (JSON)</translation>
    </message>
    <message>
        <source>Area on the ground in hectares</source>
        <translation>Superficie sobre el terreno en hectáreas</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Superficies</translation>
    </message>
    <message>
        <source>Areas by zones</source>
        <translation>Superficies por zonas</translation>
    </message>
    <message>
        <source>Areas counted from pixels carry the errors of the map: what is mapped too often is too large. Areas estimated from a sample of reference points do not, and have an interval.</source>
        <translation>Las superficies contadas en píxeles llevan los errores del mapa: lo que se cartografía de más es demasiado grande. Las superficies estimadas de una muestra de puntos de referencia no los llevan y tienen un intervalo.</translation>
    </message>
    <message>
        <source>As in: 50, 80 for below 50, 50 to 80, and 80 and above. For layers that hold measurements.</source>
        <translation>Por ejemplo 50, 80 para: menos de 50, de 50 a 80, 80 y más. Para capas con mediciones.</translation>
    </message>
    <message>
        <source>Ask for fewer pixels.</source>
        <translation>Pida menos píxeles.</translation>
    </message>
    <message>
        <source>Asking the worker …</source>
        <translation>Consultando al proceso auxiliar …</translation>
    </message>
    <message>
        <source>Assess a map</source>
        <translation>Evaluar un mapa</translation>
    </message>
    <message>
        <source>Assess the map</source>
        <translation>Evaluar el mapa</translation>
    </message>
    <message>
        <source>Assess the whole sample as it was drawn, or remove the fields of the strata.</source>
        <translation>Evalúe la muestra entera tal como se sacó, o quite los campos de los estratos.</translation>
    </message>
    <message>
        <source>At least in each class</source>
        <translation>Al menos en cada clase</translation>
    </message>
    <message>
        <source>At least one layer has to be made.</source>
        <translation>Hay que crear al menos una capa.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <source>Attention of</source>
        <translation>Atención de</translation>
    </message>
    <message>
        <source>Attention of a place</source>
        <translation>Atención de un lugar</translation>
    </message>
    <message>
        <source>Attention with the radar layer's own pixels</source>
        <translation>Atención con los píxeles de la capa radar</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Automatic (asking …)</source>
        <translation>Automático (consultando …)</translation>
    </message>
    <message>
        <source>Automatic (not known yet)</source>
        <translation>Automático (aún no se sabe)</translation>
    </message>
    <message>
        <source>Averaging takes two or more dates.</source>
        <translation>Promediar requiere dos o más fechas.</translation>
    </message>
    <message>
        <source>Averaging takes two or more dates: choose two or more radar layers.</source>
        <translation>Promediar requiere dos o más fechas: elija dos o más capas de radar.</translation>
    </message>
    <message>
        <source>Averaging the dates</source>
        <translation>Promediando las fechas</translation>
    </message>
    <message>
        <source>Backscatter, texture, attention and embeddings as bands of one raster.</source>
        <translation>Retrodispersión, textura, atención y representaciones como bandas de un ráster.</translation>
    </message>
    <message>
        <source>Band number of VH or HV, in the second raster if there is one. Empty: recognise it. 0: there is none.</source>
        <translation>Número de la banda de VH o HV, en el segundo ráster si lo hay. Vacío: se reconoce. 0: no hay ninguna.</translation>
    </message>
    <message>
        <source>Band number of VV or HH. Empty: recognise it. 0: there is none.</source>
        <translation>Número de la banda de VV o HH. Vacío: se reconoce. 0: no hay ninguna.</translation>
    </message>
    <message>
        <source>Band of VH or HV</source>
        <translation>Banda de VH o HV</translation>
    </message>
    <message>
        <source>Band of VV or HH</source>
        <translation>Banda de VV o HH</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bandas</translation>
    </message>
    <message>
        <source>Bare / sparse vegetation</source>
        <translation>Suelo desnudo / vegetación escasa</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Modelo base</translation>
    </message>
    <message>
        <source>Before you use this map</source>
        <translation>Antes de usar este mapa</translation>
    </message>
    <message>
        <source>Belongs to the map. Chosen by itself for Sardino's maps.</source>
        <translation>Pertenece al mapa. Se elige sola para los mapas de Sardino.</translation>
    </message>
    <message>
        <source>Beside the project instead: {folder}</source>
        <translation>En su lugar, junto al proyecto: {folder}</translation>
    </message>
    <message>
        <source>Beside the radar layer</source>
        <translation>Junto a la capa de radar</translation>
    </message>
    <message>
        <source>Both dates are the same file.</source>
        <translation>Las dos fechas son el mismo archivo.</translation>
    </message>
    <message>
        <source>Both polarisations were switched off.</source>
        <translation>Se han desactivado ambas polarizaciones.</translation>
    </message>
    <message>
        <source>Bring both layers onto one grid first (Raster &gt; Projections &gt; Warp).</source>
        <translation>Lleve antes las dos capas a una cuadrícula (Ráster &gt; Proyecciones &gt; Combar).</translation>
    </message>
    <message>
        <source>Built-up</source>
        <translation>Zonas edificadas</translation>
    </message>
    <message>
        <source>Built-up elsewhere</source>
        <translation>Urbano por error</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>C&amp;ancelar</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>C&amp;opiar</translation>
    </message>
    <message>
        <source>CSV (*.csv);;HTML (*.html)</source>
        <translation>CSV (*.csv);;HTML (*.html)</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Archivos CSV (*.csv)</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Error de calibración</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Cancelled. Finished scenes are kept; run it again with the same folder to go on.</source>
        <translation>Cancelado. Las escenas terminadas se conservan; ejecute otra vez con la misma carpeta para continuar.</translation>
    </message>
    <message>
        <source>Cancelled. No model was kept.</source>
        <translation>Cancelado. No se ha conservado ningún modelo.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Cancelado. No se ha escrito nada.</translation>
    </message>
    <message>
        <source>Cancelled. What was downloaded is kept for the next try.</source>
        <translation>Cancelado. Lo descargado se conserva para el próximo intento.</translation>
    </message>
    <message>
        <source>Cancelled: its project was closed. Nothing was written.</source>
        <translation>Cancelado: su proyecto se cerró. No se ha escrito nada.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Cancelado; no se ha escrito nada.</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>Cancelando …</translation>
    </message>
    <message>
        <source>Card of the model</source>
        <translation>Ficha del modelo</translation>
    </message>
    <message>
        <source>Careful: four looks at every tile</source>
        <translation>Cuidadoso: cuatro miradas a cada tesela</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Change between two dates</source>
        <translation>Cambio entre dos fechas</translation>
    </message>
    <message>
        <source>Change layer</source>
        <translation>Capa de cambio</translation>
    </message>
    <message>
        <source>Change of backscatter</source>
        <translation>Cambio de la retrodispersión</translation>
    </message>
    <message>
        <source>Change of class</source>
        <translation>Cambio de clase</translation>
    </message>
    <message>
        <source>Change of embeddings</source>
        <translation>Cambio de las representaciones</translation>
    </message>
    <message>
        <source>Change to the class (code)</source>
        <translation>Cambio a la clase (código)</translation>
    </message>
    <message>
        <source>Changes (JSON)</source>
        <translation>Cambios (JSON)</translation>
    </message>
    <message>
        <source>Chec&amp;k labels</source>
        <translation>Comprobar eti&amp;quetas</translation>
    </message>
    <message>
        <source>Check that the disk has room and that the folder may be written to.</source>
        <translation>Compruebe que haya sitio en el disco y que se pueda escribir en la carpeta.</translation>
    </message>
    <message>
        <source>Check that the file opens in QGIS and is complete; download it again if it was cut short.</source>
        <translation>Compruebe que el archivo se abre en QGIS y está completo; si quedó cortado, descárguelo de nuevo.</translation>
    </message>
    <message>
        <source>Check that the file or folder is there, that you may use it, and that its disk is connected.</source>
        <translation>Compruebe que el archivo o la carpeta existe, que puede usarlo y que su disco está conectado.</translation>
    </message>
    <message>
        <source>Check that the layer opens in QGIS and that its edits are saved.</source>
        <translation>Compruebe que la capa se abre en QGIS y que sus cambios están guardados.</translation>
    </message>
    <message>
        <source>Check the address, the signer and the network. Then start again.</source>
        <translation>Compruebe la dirección, el firmante y la red. Después empiece otra vez.</translation>
    </message>
    <message>
        <source>Check the connection and the free space of the temporary folder, or use a smaller extent.</source>
        <translation>Compruebe la conexión y el espacio libre de la carpeta temporal, o use una extensión menor.</translation>
    </message>
    <message>
        <source>Check the connection and the proxy (Settings &gt; Options &gt; Network), then try again. Without internet, use a folder of packages.</source>
        <translation>Compruebe la conexión y el proxy (Configuración &gt; Opciones &gt; Red) e inténtelo de nuevo. Sin internet, use una carpeta de paquetes.</translation>
    </message>
    <message>
        <source>Check the layer's nodata value, the bands and the extent: nothing valid is left to segment.</source>
        <translation>Compruebe el valor sin datos de la capa, las bandas y la extensión: no queda nada válido que segmentar.</translation>
    </message>
    <message>
        <source>Check the map before you use it.</source>
        <translation>Compruebe el mapa antes de usarlo.</translation>
    </message>
    <message>
        <source>Check the numbers: the extent and the nodata value have to be finite.</source>
        <translation>Compruebe los números: la extensión y el valor nodata tienen que ser finitos.</translation>
    </message>
    <message>
        <source>Check the package index, or fill the folder of packages anew, for this system and this Python version.</source>
        <translation>Compruebe el índice de paquetes, o vuelva a llenar la carpeta de paquetes para este sistema y esta versión de Python.</translation>
    </message>
    <message>
        <source>Check the parameters.</source>
        <translation>Compruebe los parámetros.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Compruebe la ruta.</translation>
    </message>
    <message>
        <source>Check whether the file has moved.</source>
        <translation>Compruebe si se ha movido el archivo.</translation>
    </message>
    <message>
        <source>Checking the interpreter</source>
        <translation>Comprobando el intérprete</translation>
    </message>
    <message>
        <source>Choose 'auto' or 'cpu', or install the backend for your GPU.</source>
        <translation>Elija «auto» o «cpu», o instale el motor para su GPU.</translation>
    </message>
    <message>
        <source>Choose 'auto' or 'fp32'.</source>
        <translation>Elija «auto» o «fp32».</translation>
    </message>
    <message>
        <source>Choose 'auto', 'fp32' or 'bf16'.</source>
        <translation>Elija «auto», «fp32» o «bf16».</translation>
    </message>
    <message>
        <source>Choose 2 or more segments</source>
        <translation>Elija 2 segmentos o más</translation>
    </message>
    <message>
        <source>Choose a SAR layer, or tick 'Segment even if it does not look like radar' if you are sure.</source>
        <translation>Elija una capa SAR, o marque «Segmentar aunque no parezca radar» si no le cabe duda.</translation>
    </message>
    <message>
        <source>Choose a class and click or brush where it is. The map of the view follows at once.</source>
        <translation>Elija una clase y haga clic o pinte donde esté. El mapa de la vista se actualiza al momento.</translation>
    </message>
    <message>
        <source>Choose a class in the table to change it.</source>
        <translation>Elija en la tabla la clase que quiera cambiar.</translation>
    </message>
    <message>
        <source>Choose a field of class codes, or say which code each value stands for.</source>
        <translation>Elija un campo con códigos de clase, o indique qué código corresponde a cada valor.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Elija un archivo.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
    <message>
        <source>Choose a folder for the files first</source>
        <translation>Elija primero una carpeta para los archivos</translation>
    </message>
    <message>
        <source>Choose a folder that is not so deep.</source>
        <translation>Elija una carpeta menos profunda.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to and where the files are not open elsewhere.</source>
        <translation>Elija una carpeta en la que pueda escribir y cuyos archivos no estén abiertos en otro sitio.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and a file that is not open elsewhere.</source>
        <translation>Elija una carpeta en la que pueda escribir y un archivo que no esté abierto en otro sitio.</translation>
    </message>
    <message>
        <source>Choose a group of the Layers panel that holds the radar layers of all dates.</source>
        <translation>Elija un grupo del panel Capas que contenga las capas de radar de todas las fechas.</translation>
    </message>
    <message>
        <source>Choose a label layer, or make a new one</source>
        <translation>Elija una capa de etiquetas o cree una nueva</translation>
    </message>
    <message>
        <source>Choose a land cover layer first</source>
        <translation>Elija primero una capa de cobertura del suelo</translation>
    </message>
    <message>
        <source>Choose a land cover layer: a raster of class codes.</source>
        <translation>Elija una capa de cobertura del suelo: un ráster de códigos de clase.</translation>
    </message>
    <message>
        <source>Choose a larger standard error or fewer strata.</source>
        <translation>Elija un error estándar mayor o menos estratos.</translation>
    </message>
    <message>
        <source>Choose a layer of polygons.</source>
        <translation>Elija una capa de polígonos.</translation>
    </message>
    <message>
        <source>Choose a layer.</source>
        <translation>Elija una capa.</translation>
    </message>
    <message>
        <source>Choose a lower threshold, or mark other places.</source>
        <translation>Elija un umbral más bajo, o marque otros lugares.</translation>
    </message>
    <message>
        <source>Choose a place inside the scene.</source>
        <translation>Elija un lugar dentro de la escena.</translation>
    </message>
    <message>
        <source>Choose a place with data.</source>
        <translation>Elija un lugar con datos.</translation>
    </message>
    <message>
        <source>Choose a polygon layer and the field that holds the class.</source>
        <translation>Elija una capa de polígonos y el campo que contiene la clase.</translation>
    </message>
    <message>
        <source>Choose a polygon layer first</source>
        <translation>Elija primero una capa de polígonos</translation>
    </message>
    <message>
        <source>Choose a radar layer first.</source>
        <translation>Elija primero una capa de radar.</translation>
    </message>
    <message>
        <source>Choose a raster layer first</source>
        <translation>Elija primero una capa ráster</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Elija un nombre más corto.</translation>
    </message>
    <message>
        <source>Choose a smaller extent, or download the data as a file.</source>
        <translation>Elija una extensión menor, o descargue los datos como archivo.</translation>
    </message>
    <message>
        <source>Choose a smaller unit, or bring the map to larger pixels first (Raster &gt; Projections &gt; Warp).</source>
        <translation>Elija una unidad menor, o lleve antes el mapa a píxeles mayores (Ráster &gt; Proyecciones &gt; Combar).</translation>
    </message>
    <message>
        <source>Choose an extent or a polygon, or cut the layer first (Raster &gt; Extraction &gt; Clip Raster by Extent).</source>
        <translation>Elija una extensión o un polígono, o recorte antes la capa (Ráster &gt; Extracción &gt; Cortar ráster por extensión).</translation>
    </message>
    <message>
        <source>Choose an extent or polygons that overlap the layer, and check their coordinate system.</source>
        <translation>Elija una extensión o polígonos que se solapen con la capa y compruebe su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Choose an extent or polygons that overlap the layer.</source>
        <translation>Elija una extensión o polígonos que se solapen con la capa.</translation>
    </message>
    <message>
        <source>Choose an extent: the canvas, a rectangle or polygons.</source>
        <translation>Elija una extensión: el lienzo del mapa, un rectángulo o polígonos.</translation>
    </message>
    <message>
        <source>Choose another file, or remove the layer that has the file open. Nothing was changed.</source>
        <translation>Elija otro archivo, o quite la capa que tiene abierto el archivo. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Choose another folder or name.</source>
        <translation>Elija otra carpeta u otro nombre.</translation>
    </message>
    <message>
        <source>Choose another model from the list, or import the file again.</source>
        <translation>Elija otro modelo de la lista, o importe el archivo de nuevo.</translation>
    </message>
    <message>
        <source>Choose another model: the bundled one knows what it was trained on.</source>
        <translation>Elija otro modelo: el incluido sabe con qué se entrenó.</translation>
    </message>
    <message>
        <source>Choose another name for the file.</source>
        <translation>Elija otro nombre para el archivo.</translation>
    </message>
    <message>
        <source>Choose another name for the new model.</source>
        <translation>Elija otro nombre para el modelo nuevo.</translation>
    </message>
    <message>
        <source>Choose another name for the raster.</source>
        <translation>Elija otro nombre para el ráster.</translation>
    </message>
    <message>
        <source>Choose another name, or allow the existing model to be replaced.</source>
        <translation>Elija otro nombre, o permita que se sustituya el modelo existente.</translation>
    </message>
    <message>
        <source>Choose another raster layer, or save it as a GeoTIFF first (Export &gt; Save As).</source>
        <translation>Elija otra capa ráster, o guárdela antes como GeoTIFF (Exportar &gt; Guardar como).</translation>
    </message>
    <message>
        <source>Choose at least one band.</source>
        <translation>Elija al menos una banda.</translation>
    </message>
    <message>
        <source>Choose layers of the same place, and check their coordinate systems.</source>
        <translation>Elija capas del mismo lugar y compruebe sus sistemas de coordenadas.</translation>
    </message>
    <message>
        <source>Choose one file of its 'measurement' folder, or merge the swaths in SNAP first.</source>
        <translation>Elija un archivo de su carpeta «measurement», o una antes las franjas en SNAP.</translation>
    </message>
    <message>
        <source>Choose points or polygons on the map, with a class in the chosen field.</source>
        <translation>Elija puntos o polígonos sobre el mapa, con una clase en el campo elegido.</translation>
    </message>
    <message>
        <source>Choose points or polygons that lie on the radar layer, and check their coordinate system.</source>
        <translation>Elija puntos o polígonos que estén sobre la capa de radar, y compruebe su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Choose scenes that overlap in valid pixels, or another extent.</source>
        <translation>Elija escenas que se solapen en píxeles válidos, u otra extensión.</translation>
    </message>
    <message>
        <source>Choose scenes with the same polarisation: VV with VV, VH with VH.</source>
        <translation>Elija escenas con la misma polarización: VV con VV, VH con VH.</translation>
    </message>
    <message>
        <source>Choose such a file name.</source>
        <translation>Elija un nombre de archivo así.</translation>
    </message>
    <message>
        <source>Choose such a file.</source>
        <translation>Elija un archivo así.</translation>
    </message>
    <message>
        <source>Choose the CPU, or the engine 'auto'.</source>
        <translation>Elija la CPU o el motor «auto».</translation>
    </message>
    <message>
        <source>Choose the Python of an environment that has the packages of the requirements file.</source>
        <translation>Elija el Python de un entorno que tenga los paquetes del archivo de requisitos.</translation>
    </message>
    <message>
        <source>Choose the SAR layer that the polygons lie on.</source>
        <translation>Elija la capa SAR sobre la que están los polígonos.</translation>
    </message>
    <message>
        <source>Choose the bands that hold the co-polarised and cross-polarised backscatter.</source>
        <translation>Elija las bandas que contienen la retrodispersión copolar y de polarización cruzada.</translation>
    </message>
    <message>
        <source>Choose the class of this place in the list first.</source>
        <translation>Elija primero en la lista la clase de este lugar.</translation>
    </message>
    <message>
        <source>Choose the class to mark.</source>
        <translation>Elija la clase que quiere marcar.</translation>
    </message>
    <message>
        <source>Choose the code of a class of the model, or 0 for any change.</source>
        <translation>Elija el código de una clase del modelo, o 0 para cualquier cambio.</translation>
    </message>
    <message>
        <source>Choose the engine 'auto', or set up Sardino's backend again.</source>
        <translation>Elija el motor «auto» o instale de nuevo el entorno de Sardino.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class</source>
        <translation>Elija el campo que contiene la clase</translation>
    </message>
    <message>
        <source>Choose the file python or python.exe.</source>
        <translation>Elija el archivo python o python.exe.</translation>
    </message>
    <message>
        <source>Choose the folder with the downloaded packages first.</source>
        <translation>Elija primero la carpeta con los paquetes descargados.</translation>
    </message>
    <message>
        <source>Choose the image inside it.</source>
        <translation>Elija la imagen que contiene.</translation>
    </message>
    <message>
        <source>Choose two different layers.</source>
        <translation>Elija dos capas diferentes.</translation>
    </message>
    <message>
        <source>Choose two layers.</source>
        <translation>Elija dos capas.</translation>
    </message>
    <message>
        <source>Choose two radar layers.</source>
        <translation>Elija dos capas de radar.</translation>
    </message>
    <message>
        <source>Choose two scenes of different dates.</source>
        <translation>Elija dos escenas de fechas diferentes.</translation>
    </message>
    <message>
        <source>Choose two scenes of one place: their footprints have to overlap.</source>
        <translation>Elija dos escenas de un lugar: sus huellas tienen que solaparse.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Class fi&amp;eld</source>
        <translation>Campo de c&amp;lase</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Campo de clase</translation>
    </message>
    <message>
        <source>Class of the point</source>
        <translation>Clase del punto</translation>
    </message>
    <message>
        <source>Class on the map</source>
        <translation>Clase en el mapa</translation>
    </message>
    <message>
        <source>Class {code}</source>
        <translation>Clase {code}</translation>
    </message>
    <message>
        <source>Class {code} has no name.</source>
        <translation>La clase {code} no tiene nombre.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Classes (JSON)</source>
        <translation>Clases (JSON)</translation>
    </message>
    <message>
        <source>Classes whose polygons all lie in one place could not be checked: draw some elsewhere, too.</source>
        <translation>No se pudieron comprobar las clases cuyos polígonos están todos en un mismo lugar: dibuje también algunos en otra parte.</translation>
    </message>
    <message>
        <source>Classes, and within them</source>
        <translation>Clases y, dentro de ellas</translation>
    </message>
    <message>
        <source>Classes: {names}</source>
        <translation>Clases: {names}</translation>
    </message>
    <message>
        <source>Clean polygons, areas, accuracy, change and a report of a finished map</source>
        <translation>Polígonos limpios, superficies, exactitud, cambio e informe de un mapa terminado</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Limpiar</translation>
    </message>
    <message>
        <source>Clean up a map</source>
        <translation>Limpiar un mapa</translation>
    </message>
    <message>
        <source>Clean up the map</source>
        <translation>Limpiar el mapa</translation>
    </message>
    <message>
        <source>Cleaned map</source>
        <translation>Mapa limpio</translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation>Limpieza</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>Click on a place first</source>
        <translation>Haga clic primero en un lugar</translation>
    </message>
    <message>
        <source>Click on a place like it.</source>
        <translation>Haga clic en un lugar parecido.</translation>
    </message>
    <message>
        <source>Click on ground of the scene that has data.</source>
        <translation>Haga clic en terreno de la escena que tenga datos.</translation>
    </message>
    <message>
        <source>Click on the map on what you look for.</source>
        <translation>Haga clic en el mapa sobre lo que busca.</translation>
    </message>
    <message>
        <source>Click on the map.</source>
        <translation>Haga clic en el mapa.</translation>
    </message>
    <message>
        <source>Click on what you look for, or drag around it. Shift: not this. Ctrl+drag: a brush stroke. Ctrl+Z: take back. Esc: end.</source>
        <translation>Haga clic en lo que busca, o arrastre alrededor. Mayús: esto no. Ctrl+arrastrar: una pincelada. Ctrl+Z: deshacer. Esc: terminar.</translation>
    </message>
    <message>
        <source>Click the corners; a right click or Enter ends. Backspace takes one back, Esc gives up.</source>
        <translation>Haga clic en los vértices; el clic derecho o Intro terminan. Retroceso deshace uno, Esc abandona.</translation>
    </message>
    <message>
        <source>Click to hold this place, Shift and click to keep it as a layer.</source>
        <translation>Haga clic para fijar este lugar, Mayús y clic para guardarlo como capa.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close or remove the layer where it is open, or choose another folder. The files that were there before are still there.</source>
        <translation>Cierre o quite la capa donde esté abierta, o elija otra carpeta. Los archivos que había antes siguen ahí.</translation>
    </message>
    <message>
        <source>Close other QGIS windows, check the folder's permissions and the virus scanner, and try again.</source>
        <translation>Cierre las demás ventanas de QGIS, compruebe los permisos de la carpeta y el antivirus, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Close other programs, choose the CPU, or segment a smaller extent.</source>
        <translation>Cierre otros programas, elija la CPU o segmente una extensión menor.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Code and percent, as in: 80: 97, 20: 60. Other classes as above.</source>
        <translation>Código y tanto por ciento, como: 80: 97, 20: 60. Las otras clases como arriba.</translation>
    </message>
    <message>
        <source>Code, name, color and, for words, value of each class. Empty: every value of the field is a class; numbers are its code, and names of the base model's classes are recognised.</source>
        <translation>Código (code), nombre (name), color (color) y, para textos, valor (value) de cada clase. Vacío: cada valor del campo es una clase; los números son su código, y los nombres de las clases del modelo base se reconocen.</translation>
    </message>
    <message>
        <source>Codes of classes that neither change nor grow, as in: 80, 95.</source>
        <translation>Códigos de clases que no cambian ni crecen, como: 80, 95.</translation>
    </message>
    <message>
        <source>Codes or names of the classes that may be there: 10, 40, 80. Others are never said, and the confidence is a share among these. Empty: all classes of the model.</source>
        <translation>Códigos o nombres de las clases posibles: 10, 40, 80. Las demás nunca se asignan y la confianza es una parte entre estas. Vacío: todas las clases del modelo.</translation>
    </message>
    <message>
        <source>Codes or names of the map's classes. Empty: the field that is most likely.</source>
        <translation>Códigos o nombres de las clases del mapa. Vacío: el campo más probable.</translation>
    </message>
    <message>
        <source>Cohen's kappa. It says nothing that the other figures do not say; some reviewers ask for it.</source>
        <translation>Kappa de Cohen. No dice nada que las otras cifras no digan; algunos revisores lo piden.</translation>
    </message>
    <message>
        <source>Colour of '{}'</source>
        <translation>Color de «{}»</translation>
    </message>
    <message>
        <source>Colour of the class …</source>
        <translation>Color de la clase …</translation>
    </message>
    <message>
        <source>Colour of the segment …</source>
        <translation>Color del segmento …</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Compare only here. Empty: all that both layers show.</source>
        <translation>Comparar solo aquí. Vacío: todo lo que muestran ambas capas.</translation>
    </message>
    <message>
        <source>Compare the dates</source>
        <translation>Comparar las fechas</translation>
    </message>
    <message>
        <source>Compare two layers</source>
        <translation>Comparar dos capas</translation>
    </message>
    <message>
        <source>Compare two layers (swipe)</source>
        <translation>Comparar dos capas (deslizar)</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparando</translation>
    </message>
    <message>
        <source>Comparing embeddings</source>
        <translation>Comparando las representaciones</translation>
    </message>
    <message>
        <source>Comparing the dates</source>
        <translation>Comparando las fechas</translation>
    </message>
    <message>
        <source>Comparing with the polygons</source>
        <translation>Comparando con los polígonos</translation>
    </message>
    <message>
        <source>Comparing with the reference</source>
        <translation>Comparación con la referencia</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Cálculo</translation>
    </message>
    <message>
        <source>Computing the bands</source>
        <translation>Calculando las bandas</translation>
    </message>
    <message>
        <source>Computing the colours</source>
        <translation>Calculando los colores</translation>
    </message>
    <message>
        <source>Con&amp;fidence</source>
        <translation>Co&amp;nfianza</translation>
    </message>
    <message>
        <source>Con&amp;fidence (optional)</source>
        <translation>Con&amp;fianza (opcional)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <source>Confidence is the model's own opinion, not an accuracy.</source>
        <translation>La confianza es la opinión del propio modelo, no una exactitud.</translation>
    </message>
    <message>
        <source>Confidence layer</source>
        <translation>Capa de confianza</translation>
    </message>
    <message>
        <source>Confusion &amp;matrix</source>
        <translation>&amp;Matriz de confusión</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matriz de confusión</translation>
    </message>
    <message>
        <source>Confusion matrix: percent of the area</source>
        <translation>Matriz de confusión: tanto por ciento de la superficie</translation>
    </message>
    <message>
        <source>Confusion matrix: sampled units</source>
        <translation>Matriz de confusión: unidades sacadas</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Sistema de coordenadas</translation>
    </message>
    <message>
        <source>Copies all of it, as a table for spreadsheets and documents.</source>
        <translation>Lo copia todo, como tabla para hojas de cálculo y documentos.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the polygons around the scene to a file of their own, or simplify them.</source>
        <translation>Copie los polígonos de alrededor de la escena a un archivo propio o simplifíquelos.</translation>
    </message>
    <message>
        <source>Copying '{}' for the worker</source>
        <translation>Copiando «{}» para el proceso auxiliar</translation>
    </message>
    <message>
        <source>Count the zones</source>
        <translation>Contar las zonas</translation>
    </message>
    <message>
        <source>Counted area (ha)</source>
        <translation>Superficie contada (ha)</translation>
    </message>
    <message>
        <source>Counted from pixels (ha)</source>
        <translation>Contado en píxeles (ha)</translation>
    </message>
    <message>
        <source>Counting areas</source>
        <translation>Contando superficies</translation>
    </message>
    <message>
        <source>Counting classes</source>
        <translation>Contando clases</translation>
    </message>
    <message>
        <source>Counting zones</source>
        <translation>Contando zonas</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Contando …</translation>
    </message>
    <message>
        <source>Counts exactly, pixel by pixel, and looks for overlaps, nodata and invalid polygons.</source>
        <translation>Cuenta con exactitud, píxel a píxel, y busca solapamientos, zonas sin datos y polígonos no válidos.</translation>
    </message>
    <message>
        <source>Counts labelled polygons and pixels per class, and names what is wrong with them.</source>
        <translation>Cuenta los polígonos y píxeles etiquetados de cada clase e indica sus problemas.</translation>
    </message>
    <message>
        <source>Cropland</source>
        <translation>Tierras de cultivo</translation>
    </message>
    <message>
        <source>Cross-polarised layer (VH or HV), if separate</source>
        <translation>Capa de polarización cruzada (VH o HV), si es aparte</translation>
    </message>
    <message>
        <source>Curve of the training</source>
        <translation>Curva del entrenamiento</translation>
    </message>
    <message>
        <source>Cut the layer to where its data are (Raster &gt; Extraction &gt; Clip Raster by Extent).</source>
        <translation>Recorte la capa a donde tiene datos (Ráster &gt; Extracción &gt; Cortar ráster por extensión).</translation>
    </message>
    <message>
        <source>Dates and change</source>
        <translation>Fechas y cambio</translation>
    </message>
    <message>
        <source>Decibel</source>
        <translation>Decibelios</translation>
    </message>
    <message>
        <source>Decibel × 10</source>
        <translation>Decibelios × 10</translation>
    </message>
    <message>
        <source>Decibel × 100</source>
        <translation>Decibelios × 100</translation>
    </message>
    <message>
        <source>Decibel × 1000</source>
        <translation>Decibelios × 1000</translation>
    </message>
    <message>
        <source>Default m&amp;odel</source>
        <translation>M&amp;odelo predeterminado</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>Modelo predeterminado</translation>
    </message>
    <message>
        <source>Delete the model '{}' for good? Its maps stay.</source>
        <translation>¿Borrar definitivamente el modelo «{}»? Sus mapas se conservan.</translation>
    </message>
    <message>
        <source>Dev&amp;ice</source>
        <translation>D&amp;ispositivo</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Dia&amp;gnostics …</source>
        <translation>Dia&amp;gnóstico …</translation>
    </message>
    <message>
        <source>Diagnostics …</source>
        <translation>Diagnóstico …</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>Does not look like a radar image: band {band}: {reason}.</source>
        <translation>No parece una imagen de radar: banda {band}: {reason}.</translation>
    </message>
    <message>
        <source>Does not look like a radar image: {reason}.</source>
        <translation>No parece una imagen de radar: {reason}.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Descárguelo de nuevo.</translation>
    </message>
    <message>
        <source>Download it first (in QGIS: right-click the layer, Export &gt; Save As), then choose the file. Sardino itself opens nothing on a network.</source>
        <translation>Descárguelo primero (en QGIS: clic derecho en la capa, Exportar &gt; Guardar como) y elija después el archivo. Sardino mismo no abre nada en una red.</translation>
    </message>
    <message>
        <source>Download or export it again.</source>
        <translation>Descárguelo o expórtelo de nuevo.</translation>
    </message>
    <message>
        <source>Download the data first, and choose the file. Sardino opens nothing on a network.</source>
        <translation>Descargue antes los datos y elija el archivo. Sardino no abre nada en una red.</translation>
    </message>
    <message>
        <source>Downloading and installing PyTorch</source>
        <translation>Descargando e instalando PyTorch</translation>
    </message>
    <message>
        <source>Downloading and installing the other packages</source>
        <translation>Descargando e instalando los demás paquetes</translation>
    </message>
    <message>
        <source>Downloading and installing the packages</source>
        <translation>Descarga e instalación de los paquetes</translation>
    </message>
    <message>
        <source>Drag a rectangle on the map. Esc gives up.</source>
        <translation>Arrastre un rectángulo en el mapa. Esc abandona.</translation>
    </message>
    <message>
        <source>Drag the line on the map; Esc ends the comparison.</source>
        <translation>Arrastre la línea sobre el mapa; Esc termina la comparación.</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>Sacar una muestra</translation>
    </message>
    <message>
        <source>Draw a sample first, or choose one.</source>
        <translation>Saque primero una muestra, o elija una.</translation>
    </message>
    <message>
        <source>Draw a sample, or add reference data first</source>
        <translation>Saque primero una muestra, o añada datos de referencia</translation>
    </message>
    <message>
        <source>Draw points</source>
        <translation>Sacar puntos</translation>
    </message>
    <message>
        <source>Draw polygons first: two classes at least, five polygons of each</source>
        <translation>Dibuje primero polígonos: dos clases como mínimo, cinco polígonos de cada una</translation>
    </message>
    <message>
        <source>Draw polygons of a second class too: there is nothing to tell apart yet</source>
        <translation>Dibuje también polígonos de una segunda clase: aún no hay nada que distinguir</translation>
    </message>
    <message>
        <source>Draw polygons of at least one other class too, five or more of each.</source>
        <translation>Dibuje también polígonos de al menos otra clase, cinco o más de cada una.</translation>
    </message>
    <message>
        <source>Draw polygons of at least two classes on the scene, five or more of each.</source>
        <translation>Dibuje en la escena polígonos de al menos dos clases, cinco o más de cada una.</translation>
    </message>
    <message>
        <source>Draw the area on the map first</source>
        <translation>Dibuje primero el área en el mapa</translation>
    </message>
    <message>
        <source>Draw the area to segment</source>
        <translation>Dibujar el área que se segmentará</translation>
    </message>
    <message>
        <source>Drawing points</source>
        <translation>Sacando puntos</translation>
    </message>
    <message>
        <source>Drawing the segments</source>
        <translation>Dibujando los segmentos</translation>
    </message>
    <message>
        <source>Drawn area</source>
        <translation>Área dibujada</translation>
    </message>
    <message>
        <source>Drawn below the land cover, as they look in the project.</source>
        <translation>Se dibujan debajo de la cobertura, como se ven en el proyecto.</translation>
    </message>
    <message>
        <source>Draws polygons of the class that is chosen in the table.</source>
        <translation>Dibuja polígonos de la clase elegida en la tabla.</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xportar …</translation>
    </message>
    <message>
        <source>E&amp;xtent</source>
        <translation>E&amp;xtensión</translation>
    </message>
    <message>
        <source>Each class is drawn within each part of it. Sardino's familiarity: familiar and unfamiliar; change: changed and unchanged; any other raster: its codes, or as the limits say.</source>
        <translation>Cada clase se sortea en cada una de sus partes. Familiaridad de Sardino: familiar y no familiar; cambio: cambiado y sin cambios; cualquier otro ráster: sus códigos, o según los límites.</translation>
    </message>
    <message>
        <source>Earlier radar layer</source>
        <translation>Capa de radar anterior</translation>
    </message>
    <message>
        <source>Embeddings: {share:.1f} % of the pixels changed ({false:.0f} % without any change).</source>
        <translation>Representaciones: cambió el {share:.1f} % de los píxeles ({false:.0f} % sin ningún cambio).</translation>
    </message>
    <message>
        <source>Empty: the name of the layer.</source>
        <translation>Vacío: el nombre de la capa.</translation>
    </message>
    <message>
        <source>Ends the run; nothing is written. (Esc)</source>
        <translation>Termina la ejecución; no se escribe nada. (Esc)</translation>
    </message>
    <message>
        <source>Ends the set-up. What was downloaded is kept for a second try.</source>
        <translation>Termina la configuración. Lo descargado se conserva para otro intento.</translation>
    </message>
    <message>
        <source>Ends the training now and keeps the best model so far.</source>
        <translation>Termina ya el entrenamiento y conserva el mejor modelo hasta ahora.</translation>
    </message>
    <message>
        <source>Ends the training; no model is kept. (Esc)</source>
        <translation>Termina el entrenamiento; no se conserva ningún modelo. (Esc)</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Entorno</translation>
    </message>
    <message>
        <source>Estimated area (ha)</source>
        <translation>Superficie estimada (ha)</translation>
    </message>
    <message>
        <source>Estimated from the sample (ha)</source>
        <translation>Estimado de la muestra (ha)</translation>
    </message>
    <message>
        <source>Evaluate model</source>
        <translation>Evaluar modelo</translation>
    </message>
    <message>
        <source>Expect every class of the model.</source>
        <translation>Esperar todas las clases del modelo.</translation>
    </message>
    <message>
        <source>Expected accuracy (percent)</source>
        <translation>Exactitud esperada (tanto por ciento)</translation>
    </message>
    <message>
        <source>Expected accuracy of single classes</source>
        <translation>Exactitud esperada de clases sueltas</translation>
    </message>
    <message>
        <source>Expected classes</source>
        <translation>Clases esperadas</translation>
    </message>
    <message>
        <source>Expected classes ({ticked} of {all})</source>
        <translation>Clases esperadas ({ticked} de {all})</translation>
    </message>
    <message>
        <source>Expected classes ({ticked})</source>
        <translation>Clases esperadas ({ticked})</translation>
    </message>
    <message>
        <source>Expected shares: {shares}.</source>
        <translation>Partes esperadas: {shares}.</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Explorar</translation>
    </message>
    <message>
        <source>Explore even if it does not look like radar</source>
        <translation>Explorar aunque no parezca radar</translation>
    </message>
    <message>
        <source>Export a copy under another name.</source>
        <translation>Exporte una copia con otro nombre.</translation>
    </message>
    <message>
        <source>Export it as a GeoPackage, and choose that.</source>
        <translation>Exporte la capa como GeoPackage y elíjalo.</translation>
    </message>
    <message>
        <source>Export it as a GeoPackage.</source>
        <translation>Exporte la capa como GeoPackage.</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>Exportar el modelo</translation>
    </message>
    <message>
        <source>Export the scores</source>
        <translation>Exportar las métricas</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Extensión</translation>
    </message>
    <message>
        <source>Extract the radar bands first (Raster &gt; Conversion &gt; Translate, with -b).</source>
        <translation>Extraiga antes las bandas de radar (Ráster &gt; Conversión &gt; Traducir, con -b).</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>C&amp;arpeta</translation>
    </message>
    <message>
        <source>F1 per class and confusion matrix of a model on labelled polygons.</source>
        <translation>F1 por clase y matriz de confusión de un modelo en polígonos etiquetados.</translation>
    </message>
    <message>
        <source>F1 per class and confusion matrix.</source>
        <translation>F1 por clase y matriz de confusión.</translation>
    </message>
    <message>
        <source>Fa&amp;miliarity</source>
        <translation>&amp;Familiaridad</translation>
    </message>
    <message>
        <source>Familiar and unfamiliar ground, or changed and unchanged ground, get points of their own.</source>
        <translation>El terreno familiar y no familiar, o cambiado y sin cambios, reciben sus propios puntos.</translation>
    </message>
    <message>
        <source>Familiar to the model: {share} % of the sample is unlike the training data ({usual} % of training ground is). Familiar ground can be mapped wrongly, too.</source>
        <translation>Familiar para el modelo: el {share} % de la muestra es distinto de los datos de entrenamiento (en el terreno de entrenamiento lo es el {usual} %). También un terreno familiar puede cartografiarse mal.</translation>
    </message>
    <message>
        <source>Familiarity</source>
        <translation>Familiaridad</translation>
    </message>
    <message>
        <source>Familiarity of a layer</source>
        <translation>Familiaridad de una capa</translation>
    </message>
    <message>
        <source>Fast: under a minute</source>
        <translation>Rápido: menos de un minuto</translation>
    </message>
    <message>
        <source>Feature stack</source>
        <translation>Pila de características</translation>
    </message>
    <message>
        <source>Feature stack for other programs</source>
        <translation>Pila de características para otros programas</translation>
    </message>
    <message>
        <source>Features of a scene</source>
        <translation>Características de una escena</translation>
    </message>
    <message>
        <source>Features of this extent only. Empty: the whole layer.</source>
        <translation>Solo las características de esta extensión. Vacío: toda la capa.</translation>
    </message>
    <message>
        <source>Features of this layer, made before. Empty: from the cache, or made now.</source>
        <translation>Características de esta capa, creadas antes. Vacío: de la caché, o se crean ahora.</translation>
    </message>
    <message>
        <source>Features were there already: {size:.1f} MB</source>
        <translation>Las características ya existían: {size:.1f} MB</translation>
    </message>
    <message>
        <source>Features: {size:.1f} MB</source>
        <translation>Características: {size:.1f} MB</translation>
    </message>
    <message>
        <source>Fetching Python</source>
        <translation>Descargando Python</translation>
    </message>
    <message>
        <source>Fewer than {least} units, so wide intervals: {classes}.</source>
        <translation>Menos de {least} unidades, así que intervalos anchos: {classes}.</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Campo con la clase</translation>
    </message>
    <message>
        <source>Field with the pixels of the stratum</source>
        <translation>Campo con los píxeles del estrato</translation>
    </message>
    <message>
        <source>Field with the stratum</source>
        <translation>Campo con el estrato</translation>
    </message>
    <message>
        <source>Field with the zones' names</source>
        <translation>Campo con los nombres de las zonas</translation>
    </message>
    <message>
        <source>Field with their names</source>
        <translation>Campo con sus nombres</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>File of features</source>
        <translation>Archivo de características</translation>
    </message>
    <message>
        <source>File of the model</source>
        <translation>Archivo del modelo</translation>
    </message>
    <message>
        <source>Files: {folder}</source>
        <translation>Archivos: {folder}</translation>
    </message>
    <message>
        <source>Fill the folder anew with plugin/setup/wheels.py on a computer with internet, and copy all of it, {sums} included.</source>
        <translation>Vuelva a llenar la carpeta con plugin/setup/wheels.py en un equipo con internet y cópiela entera, incluido {sums}.</translation>
    </message>
    <message>
        <source>Filled on a computer with internet by plugin/setup/wheels.py; see the help.</source>
        <translation>Se llena en un equipo con internet mediante plugin/setup/wheels.py; consulte la ayuda.</translation>
    </message>
    <message>
        <source>Find similar places</source>
        <translation>Buscar lugares similares</translation>
    </message>
    <message>
        <source>Finding out how long to train</source>
        <translation>Averiguando cuánto entrenar</translation>
    </message>
    <message>
        <source>Fine-&amp;tune</source>
        <translation>A&amp;justar</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Ajuste fino</translation>
    </message>
    <message>
        <source>Fine-tune model</source>
        <translation>Ajustar modelo</translation>
    </message>
    <message>
        <source>Fine-tuned from</source>
        <translation>Ajustado a partir de</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Ajuste fino</translation>
    </message>
    <message>
        <source>Finishing with the best model so far …</source>
        <translation>Terminando con el mejor modelo hasta ahora …</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Folder for Sardino's products</source>
        <translation>Carpeta para los productos de Sardino</translation>
    </message>
    <message>
        <source>Folder for the products (GeoTIFF). Files of an earlier run on the same layer are replaced.</source>
        <translation>Carpeta para los productos (GeoTIFF). Se sustituyen los archivos de una ejecución anterior con la misma capa.</translation>
    </message>
    <message>
        <source>Folder for the products (GeoTIFF). Files of an earlier run on the same layers are replaced.</source>
        <translation>Carpeta para los productos (GeoTIFF). Los archivos de una ejecución anterior con las mismas capas se sustituyen.</translation>
    </message>
    <message>
        <source>Folder of the archive. Choose the same folder again to go on where a run ended.</source>
        <translation>Carpeta del archivo. Elija la misma carpeta para continuar donde terminó una ejecución.</translation>
    </message>
    <message>
        <source>Folder with scenes</source>
        <translation>Carpeta con escenas</translation>
    </message>
    <message>
        <source>For 'minimum'. Olofsson et al. advise 50 to 100.</source>
        <translation>Para «minimum». Olofsson et al. aconsejan de 50 a 100.</translation>
    </message>
    <message>
        <source>For a class that cannot be there, leave the class out of the expected classes.</source>
        <translation>Si una clase no puede estar, omítala de las clases esperadas.</translation>
    </message>
    <message>
        <source>For a list of files use a text or CSV file.</source>
        <translation>Para una lista de archivos use un archivo de texto o CSV.</translation>
    </message>
    <message>
        <source>For jobs that name no model.</source>
        <translation>Para las tareas que no indican ningún modelo.</translation>
    </message>
    <message>
        <source>For samples of other programs. Empty: 'stratum', as Sardino names it.</source>
        <translation>Para muestras de otros programas. Vacío: 'stratum', como en Sardino.</translation>
    </message>
    <message>
        <source>For samples of other programs. Empty: 'stratum_px', as Sardino names it.</source>
        <translation>Para muestras de otros programas. Vacío: 'stratum_px', como en Sardino.</translation>
    </message>
    <message>
        <source>For stacks in which all layers have the same pixels. The file is about sixty times as large and holds nothing more: one value per token of the network, interpolated.</source>
        <translation>Para pilas en las que todas las capas tienen los mismos píxeles. El archivo es unas sesenta veces mayor y no contiene nada más: un valor por token de la red, interpolado.</translation>
    </message>
    <message>
        <source>For the mean and the lowest confidence of each polygon. Empty: none.</source>
        <translation>Para la confianza media y la más baja de cada polígono. Vacío: ninguna.</translation>
    </message>
    <message>
        <source>For the mean confidence of each class in each zone. Empty: none.</source>
        <translation>Para la confianza media de cada clase en cada zona. Vacío: ninguna.</translation>
    </message>
    <message>
        <source>For the second class of each polygon. Empty: none.</source>
        <translation>Para la segunda clase de cada polígono. Vacío: ninguna.</translation>
    </message>
    <message>
        <source>Free some space and start again: finished scenes are kept.</source>
        <translation>Libere espacio y empiece otra vez: las escenas terminadas se conservan.</translation>
    </message>
    <message>
        <source>Free some space on the disk of your QGIS profile, and try again: it goes on where it stopped.</source>
        <translation>Libere espacio en el disco de su perfil de QGIS e inténtelo de nuevo: continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>Libere espacio, o elija una carpeta en otro disco.</translation>
    </message>
    <message>
        <source>Free space is not known: {reason}</source>
        <translation>No se conoce el espacio libre: {reason}</translation>
    </message>
    <message>
        <source>From the class before (rows) to the class after (columns), in {unit}</source>
        <translation>De la clase de antes (filas) a la clase de después (columnas), en {unit}</translation>
    </message>
    <message>
        <source>Full: Apple GPU (MPS)</source>
        <translation>Completo: GPU de Apple (MPS)</translation>
    </message>
    <message>
        <source>Full: CPU, with PyTorch</source>
        <translation>Completo: CPU, con PyTorch</translation>
    </message>
    <message>
        <source>Full: minutes to hours</source>
        <translation>Completo: de minutos a horas</translation>
    </message>
    <message>
        <source>Full: {gpu} (CUDA)</source>
        <translation>Completo: {gpu} (CUDA)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>Give EPSG:n, or the system as WKT.</source>
        <translation>Indique EPSG:n o el sistema como WKT.</translation>
    </message>
    <message>
        <source>Give a folder, a list or layers: one of the three.</source>
        <translation>Indique una carpeta, una lista o capas: una de las tres.</translation>
    </message>
    <message>
        <source>Give all figures (ASSESSMENT) of 'Assess a map', as a JSON file or as text.</source>
        <translation>Indique todas las cifras (ASSESSMENT) de «Evaluar un mapa», como archivo JSON o como texto.</translation>
    </message>
    <message>
        <source>Give at least one point or polygon on what you look for.</source>
        <translation>Indique al menos un punto o un polígono sobre lo que busca.</translation>
    </message>
    <message>
        <source>Give both scenes a georeference, or cut both to the same pixels.</source>
        <translation>Dé georreferencia a ambas escenas, o recórtelas a los mismos píxeles.</translation>
    </message>
    <message>
        <source>Give each class a code of its own from 1 to 254, and a name of one line.</source>
        <translation>Dé a cada clase un código propio de 1 a 254 y un nombre de una línea.</translation>
    </message>
    <message>
        <source>Give each class one share.</source>
        <translation>Dé una sola parte a cada clase.</translation>
    </message>
    <message>
        <source>Give every class a code of its own.</source>
        <translation>Asigne a cada clase un código propio.</translation>
    </message>
    <message>
        <source>Give every expected class a share, or leave the class out of both.</source>
        <translation>Dé una parte a cada clase esperada u omita la clase en ambos.</translation>
    </message>
    <message>
        <source>Give every file once: a copy adds nothing.</source>
        <translation>Dé cada archivo una vez: una copia no aporta nada.</translation>
    </message>
    <message>
        <source>Give it as EPSG:n or as WKT.</source>
        <translation>Indíquelo como EPSG:n o como WKT.</translation>
    </message>
    <message>
        <source>Give limits for the second layer, such as 50: below it, and from it on.</source>
        <translation>Indique límites para la segunda capa, por ejemplo 50: por debajo, y desde ahí.</translation>
    </message>
    <message>
        <source>Give one field for all layers, or one for each, separated by semicolons.</source>
        <translation>Indique un campo para todas las capas, o uno para cada una, separados por punto y coma.</translation>
    </message>
    <message>
        <source>Give one second layer per scene, in the same order, or none.</source>
        <translation>Indique una segunda capa por escena, en el mismo orden, o ninguna.</translation>
    </message>
    <message>
        <source>Give the new model a name</source>
        <translation>Dé un nombre al modelo nuevo</translation>
    </message>
    <message>
        <source>Give the whole path, from the root or the drive on.</source>
        <translation>Indique la ruta completa, desde la raíz o la unidad.</translation>
    </message>
    <message>
        <source>Give two files of the same acquisition with the same size and georeference.</source>
        <translation>Indique dos archivos de la misma adquisición, con el mismo tamaño y la misma georreferencia.</translation>
    </message>
    <message>
        <source>Go on even if the layer does not look like a radar image.</source>
        <translation>Continuar aunque la capa no parezca una imagen de radar.</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Continuar en segundo plano</translation>
    </message>
    <message>
        <source>Goes to the next point without a class.</source>
        <translation>Va al siguiente punto sin clase.</translation>
    </message>
    <message>
        <source>Grassland</source>
        <translation>Pastizal</translation>
    </message>
    <message>
        <source>Ground that the model sees as alike has a like colour. No class is behind it.</source>
        <translation>El terreno que el modelo ve parecido tiene un color parecido. No hay ninguna clase detrás.</translation>
    </message>
    <message>
        <source>Group {name}: {count} dates</source>
        <translation>Grupo {name}: {count} fechas</translation>
    </message>
    <message>
        <source>Groups the ground by how it looks to the model. No class is needed.</source>
        <translation>Agrupa el terreno según cómo lo ve el modelo. No hace falta ninguna clase.</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Archivos HTML (*.html)</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Cabeza</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>Cabeza {number}</translation>
    </message>
    <message>
        <source>Hectares from class to class for a spreadsheet.</source>
        <translation>Hectáreas de clase a clase para una hoja de cálculo.</translation>
    </message>
    <message>
        <source>Hectares on the ground</source>
        <translation>Hectáreas sobre el terreno</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Help: each platform, proxies, no internet</source>
        <translation>Ayuda: cada plataforma, proxies, sin internet</translation>
    </message>
    <message>
        <source>Help: from a radar layer to the first map</source>
        <translation>Ayuda: de una capa de radar al primer mapa</translation>
    </message>
    <message>
        <source>Help: from polygons to a model of your own</source>
        <translation>Ayuda: de los polígonos a un modelo propio</translation>
    </message>
    <message>
        <source>Help: how the scores are made and read</source>
        <translation>Ayuda: cómo se obtienen y se leen las métricas</translation>
    </message>
    <message>
        <source>Help: how to read a model's card</source>
        <translation>Ayuda: cómo leer la ficha de un modelo</translation>
    </message>
    <message>
        <source>Help: what each error means and what to do</source>
        <translation>Ayuda: qué significa cada error y qué hacer</translation>
    </message>
    <message>
        <source>Herbaceous wetland</source>
        <translation>Humedal herbáceo</translation>
    </message>
    <message>
        <source>How far a border may move. 0: borders follow the pixels. 1 straightens slanting steps.</source>
        <translation>Cuánto puede moverse un límite. 0: los límites siguen los píxeles. 1 endereza escalones oblicuos.</translation>
    </message>
    <message>
        <source>How far a border may move. Neighbours keep their shared border.</source>
        <translation>Cuánto puede moverse un límite. Los vecinos conservan su límite común.</translation>
    </message>
    <message>
        <source>How likely is a change to</source>
        <translation>Probabilidad de un cambio a</translation>
    </message>
    <message>
        <source>How many kinds of ground to tell apart. 'Proposed' tries 3 to 12 and takes the number whose segments are told apart best (silhouette).</source>
        <translation>Cuántos tipos de terreno se distinguen. «Propuesto» prueba de 3 a 12 y toma el número cuyos segmentos se distinguen mejor (silueta).</translation>
    </message>
    <message>
        <source>How many kinds of ground to tell apart. 0: Sardino proposes a number.</source>
        <translation>Cuántos tipos de terreno se distinguen. 0: Sardino propone un número.</translation>
    </message>
    <message>
        <source>How many places to name, the most helpful first.</source>
        <translation>Cuántos lugares se indican, primero los más útiles.</translation>
    </message>
    <message>
        <source>How many principal components of the tokens become bands.</source>
        <translation>Cuántas componentes principales de los tokens se convierten en bandas.</translation>
    </message>
    <message>
        <source>How many principal components of the tokens to keep. More make a larger file.</source>
        <translation>Cuántas componentes principales de los tokens se guardan. Con más, el archivo es mayor.</translation>
    </message>
    <message>
        <source>How many processes work at the same time. 0: by the cores and the memory of this computer.</source>
        <translation>Cuántos procesos trabajan al mismo tiempo. 0: según los núcleos y la memoria de este equipo.</translation>
    </message>
    <message>
        <source>How much each place of a radar layer looks like your examples, in percent.</source>
        <translation>Cuánto se parece cada lugar de una capa de radar a sus ejemplos, en tanto por ciento.</translation>
    </message>
    <message>
        <source>How much of a radar layer is unlike what the model was trained on.</source>
        <translation>Qué parte de una capa de radar es distinta de aquello con lo que se entrenó el modelo.</translation>
    </message>
    <message>
        <source>How much of the ground each expected class covers, if you know: 10=0.3, 40=0.5, 80=0.2. Every expected class needs a share above 0, in any unit. Empty: nothing is known.</source>
        <translation>Qué parte del suelo cubre cada clase esperada, si lo sabe: 10=0.3, 40=0.5, 80=0.2. Cada clase esperada necesita una parte mayor que 0, en cualquier unidad. Vacío: no se sabe nada.</translation>
    </message>
    <message>
        <source>How much the ground is like what the model was trained on, 0 to 100.</source>
        <translation>Cuánto se parece el terreno a aquello con lo que se entrenó el modelo, de 0 a 100.</translation>
    </message>
    <message>
        <source>How sure the model is of that class, 0 to 100 %.</source>
        <translation>Qué seguridad tiene el modelo de esa clase, de 0 a 100 %.</translation>
    </message>
    <message>
        <source>If it is radar all the same, tick 'Also segment what is not radar' under Advanced.</source>
        <translation>Si aun así es radar, marque «Segmentar también lo que no es radar» en Avanzado.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Importar un modelo</translation>
    </message>
    <message>
        <source>In a folder that I choose</source>
        <translation>En una carpeta que elijo</translation>
    </message>
    <message>
        <source>In brackets: 95 % intervals.</source>
        <translation>Entre paréntesis: intervalos del 95 %.</translation>
    </message>
    <message>
        <source>In place of the wanted standard error. Empty: as many as that needs.</source>
        <translation>En lugar del error estándar deseado. Vacío: tantos como este necesite.</translation>
    </message>
    <message>
        <source>In use: {environment}</source>
        <translation>En uso: {environment}</translation>
    </message>
    <message>
        <source>In your QGIS profile, apart from QGIS and from the plugin</source>
        <translation>En su perfil de QGIS, aparte de QGIS y del complemento</translation>
    </message>
    <message>
        <source>Inspect labels</source>
        <translation>Inspeccionar etiquetas</translation>
    </message>
    <message>
        <source>Install Python 3.12 from https://www.python.org/downloads (no administrator rights are needed), or check the network, and try again.</source>
        <translation>Instale Python 3.12 desde https://www.python.org/downloads (no hacen falta derechos de administrador), o compruebe la red, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Install the packages of resources/archive-requirements.txt.</source>
        <translation>Instale los paquetes de resources/archive-requirements.txt.</translation>
    </message>
    <message>
        <source>Install the packages of resources/backend-requirements.txt into it, or choose another.</source>
        <translation>Instale en él los paquetes de resources/backend-requirements.txt, o elija otro.</translation>
    </message>
    <message>
        <source>Instead of replacing files of an earlier run on the same layer, give the new ones a number.</source>
        <translation>En vez de reemplazar los archivos de una ejecución anterior con la misma capa, numerar los nuevos.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Uso previsto</translation>
    </message>
    <message>
        <source>Interpret</source>
        <translation>Interpretar</translation>
    </message>
    <message>
        <source>IoU of water: {iou}</source>
        <translation>IoU del agua: {iou}</translation>
    </message>
    <message>
        <source>Is this ground familiar to the model?</source>
        <translation>¿Es familiar este terreno para el modelo?</translation>
    </message>
    <message>
        <source>It came with Sardino: it can be neither renamed nor deleted.</source>
        <translation>Vino con Sardino: no se puede renombrar ni borrar.</translation>
    </message>
    <message>
        <source>It cannot be read: it can only be deleted.</source>
        <translation>No se puede leer: solo se puede borrar.</translation>
    </message>
    <message>
        <source>It cannot run the model: {reason}.</source>
        <translation>No puede ejecutar el modelo: {reason}.</translation>
    </message>
    <message>
        <source>It closed its output without ending.</source>
        <translation>Cerró su salida sin terminar.</translation>
    </message>
    <message>
        <source>It crashed ({name}).</source>
        <translation>Se cerró de forma inesperada ({name}).</translation>
    </message>
    <message>
        <source>It did not answer within {seconds:.0f} seconds.</source>
        <translation>No respondió en {seconds:.0f} segundos.</translation>
    </message>
    <message>
        <source>It ended with exit code {number}.</source>
        <translation>Terminó con el código de salida {number}.</translation>
    </message>
    <message>
        <source>It gave no answer.</source>
        <translation>No dio respuesta.</translation>
    </message>
    <message>
        <source>It is the default already.</source>
        <translation>Ya es el predeterminado.</translation>
    </message>
    <message>
        <source>It is the first class.</source>
        <translation>Es la primera clase.</translation>
    </message>
    <message>
        <source>It is the last class.</source>
        <translation>Es la última clase.</translation>
    </message>
    <message>
        <source>It may have been moved, renamed or removed: choose the layer again.</source>
        <translation>Puede que se haya movido, renombrado o eliminado: elija la capa de nuevo.</translation>
    </message>
    <message>
        <source>It names no folders and no people: copy it into your bug report.</source>
        <translation>No contiene carpetas ni nombres de personas: cópielo en su informe de error.</translation>
    </message>
    <message>
        <source>It needs PyTorch, which this environment (Light) does not have.</source>
        <translation>Este modo necesita PyTorch, que este entorno (Ligero) no tiene.</translation>
    </message>
    <message>
        <source>It said nothing for {minutes:.0f} minutes.</source>
        <translation>No dijo nada durante {minutes:.0f} minutos.</translation>
    </message>
    <message>
        <source>It said: {words}</source>
        <translation>Respondió: {words}</translation>
    </message>
    <message>
        <source>It speaks version {theirs} of the protocol, the plugin version {ours}.</source>
        <translation>Usa la versión {theirs} del protocolo; el complemento, la versión {ours}.</translation>
    </message>
    <message>
        <source>It was ended early.</source>
        <translation>El entrenamiento se terminó antes de tiempo.</translation>
    </message>
    <message>
        <source>It was ended. Start again; if it happens again, segment a smaller extent or choose the CPU.</source>
        <translation>El proceso se terminó. Inícielo de nuevo; si vuelve a ocurrir, segmente una extensión menor o elija la CPU.</translation>
    </message>
    <message>
        <source>It was killed (SIGKILL), most often because memory ran out.</source>
        <translation>El sistema lo terminó (SIGKILL), casi siempre por falta de memoria.</translation>
    </message>
    <message>
        <source>It was made for another version of Sardino: set it up anew.</source>
        <translation>Se creó para otra versión de Sardino: configúrelo de nuevo.</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Keep a virtual raster and its images together, or make it again.</source>
        <translation>Mantenga juntos un ráster virtual y sus imágenes, o créelo de nuevo.</translation>
    </message>
    <message>
        <source>Keep as land cover</source>
        <translation>Guardar como cobertura del suelo</translation>
    </message>
    <message>
        <source>Keep as layer</source>
        <translation>Guardar como capa</translation>
    </message>
    <message>
        <source>Keep as map</source>
        <translation>Guardar como mapa</translation>
    </message>
    <message>
        <source>Keep as model</source>
        <translation>Guardar como modelo</translation>
    </message>
    <message>
        <source>Keep labels</source>
        <translation>Guardar etiquetas</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>No guardar nada</translation>
    </message>
    <message>
        <source>Keep the .dim file and its .data folder together; calibrate the product in SNAP.</source>
        <translation>Mantenga juntos el archivo .dim y su carpeta .data; calibre el producto en SNAP.</translation>
    </message>
    <message>
        <source>Keeps how the model sees the image, and learns what it means here.</source>
        <translation>Conserva cómo ve el modelo la imagen y aprende qué significa aquí.</translation>
    </message>
    <message>
        <source>Keeps what the training had reached when it was cut off.</source>
        <translation>Conserva lo que el entrenamiento había alcanzado cuando se interrumpió.</translation>
    </message>
    <message>
        <source>Known failures</source>
        <translation>Fallos conocidos</translation>
    </message>
    <message>
        <source>Known once the backend has answered</source>
        <translation>Se sabrá cuando el backend haya respondido</translation>
    </message>
    <message>
        <source>La&amp;nd cover</source>
        <translation>Cobertura &amp;del suelo</translation>
    </message>
    <message>
        <source>Label layers</source>
        <translation>Capas de etiquetas</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Labels that are there already</source>
        <translation>Etiquetas que ya existen</translation>
    </message>
    <message>
        <source>Labels: {name} ({field})</source>
        <translation>Etiquetas: {name} ({field})</translation>
    </message>
    <message>
        <source>Land cover</source>
        <translation>Cobertura del suelo</translation>
    </message>
    <message>
        <source>Land cover layer</source>
        <translation>Capa de cobertura del suelo</translation>
    </message>
    <message>
        <source>Land cover, confidence and attention layers from a SAR layer.</source>
        <translation>Capas de cobertura del suelo, confianza y atención a partir de una capa SAR.</translation>
    </message>
    <message>
        <source>Later radar layer</source>
        <translation>Capa de radar posterior</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Layer group with the dates</source>
        <translation>Grupo de capas con las fechas</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Layers below the map</source>
        <translation>Capas debajo del mapa</translation>
    </message>
    <message>
        <source>Layers to add</source>
        <translation>Capas que se añaden</translation>
    </message>
    <message>
        <source>Layers to make</source>
        <translation>Capas que se crean</translation>
    </message>
    <message>
        <source>Learns only from the polygons that are selected now. Of label layers without a selection, all polygons count.</source>
        <translation>Aprende solo de los polígonos seleccionados ahora. De las capas sin selección cuentan todos los polígonos.</translation>
    </message>
    <message>
        <source>Leave the familiarity out, or choose another model.</source>
        <translation>Prescinda de la familiaridad, o elija otro modelo.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Licencia: {licence}</translation>
    </message>
    <message>
        <source>Light segments, suggests and fine-tunes in the fast mode, on the CPU. Full adds PyTorch: for GPUs, and for training the whole network.</source>
        <translation>Ligero segmenta, sugiere lugares y entrena en el modo rápido, en la CPU. Completo añade PyTorch: para GPU y para entrenar toda la red.</translation>
    </message>
    <message>
        <source>Light, without PyTorch</source>
        <translation>Ligero, sin PyTorch</translation>
    </message>
    <message>
        <source>Light: CPU, without PyTorch</source>
        <translation>Ligero: CPU, sin PyTorch</translation>
    </message>
    <message>
        <source>Limits of the second layer</source>
        <translation>Límites de la segunda capa</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Linaje</translation>
    </message>
    <message>
        <source>Linear power (sigma0, gamma0)</source>
        <translation>Potencia lineal (sigma0, gamma0)</translation>
    </message>
    <message>
        <source>Linux package</source>
        <translation>paquete de Linux</translation>
    </message>
    <message>
        <source>List of scenes</source>
        <translation>Lista de escenas</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv);;STAC (*.json *.parquet);;All files (*)</source>
        <translation>Listas (*.txt *.csv);;STAC (*.json *.parquet);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Lists the models: rename, import, export, delete, set the default.</source>
        <translation>Muestra la lista de modelos: cambiar nombre, importar, exportar, borrar, elegir el predeterminado.</translation>
    </message>
    <message>
        <source>Little labelled (see the tooltips): {names}.</source>
        <translation>Poco etiquetado (vea las ayudas emergentes): {names}.</translation>
    </message>
    <message>
        <source>Load a SAR image as a raster layer.</source>
        <translation>Cargue una imagen SAR como capa ráster.</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Cargando el modelo</translation>
    </message>
    <message>
        <source>Look at the log (View &gt; Panels &gt; Log Messages &gt; Sardino). Open Raster &gt; Sardino &gt; Set up model backend: it makes Sardino's Python environment, or takes an existing one of yours.</source>
        <translation>Consulte el registro (Ver &gt; Paneles &gt; Mensajes del registro &gt; Sardino). Abra Ráster &gt; Sardino &gt; Configurar el motor del modelo: crea el entorno de Python de Sardino, o toma uno suyo que ya exista.</translation>
    </message>
    <message>
        <source>Look at the output, then try again: what was downloaded is kept. Otherwise copy the report.</source>
        <translation>Consulte la salida e inténtelo de nuevo: lo descargado se conserva. Si no, copie el informe.</translation>
    </message>
    <message>
        <source>Look at the output. If a GPU is at fault, set up the build for the CPU instead.</source>
        <translation>Consulte la salida. Si la causa es una GPU, configure en su lugar la compilación para la CPU.</translation>
    </message>
    <message>
        <source>Look at the scene first</source>
        <translation>Examine primero la escena</translation>
    </message>
    <message>
        <source>Look at the transparency band in QGIS; export the layer without it if it is wrong.</source>
        <translation>Examine la banda de transparencia en QGIS; exporte la capa sin ella si es errónea.</translation>
    </message>
    <message>
        <source>Look at this scene</source>
        <translation>Examinar esta escena</translation>
    </message>
    <message>
        <source>Look only here. Empty: the whole layer.</source>
        <translation>Buscar solo aquí. Vacío: toda la capa.</translation>
    </message>
    <message>
        <source>Looked for {paths}</source>
        <translation>Se buscó: {paths}</translation>
    </message>
    <message>
        <source>Looking at a sample of the layer …</source>
        <translation>Examinando una muestra de la capa …</translation>
    </message>
    <message>
        <source>Looking at the labelled places</source>
        <translation>Examinando los lugares etiquetados</translation>
    </message>
    <message>
        <source>Looking at the layer …</source>
        <translation>Examinando la capa …</translation>
    </message>
    <message>
        <source>Looking at the scene</source>
        <translation>Examinando la escena</translation>
    </message>
    <message>
        <source>Looking at this computer …</source>
        <translation>Examinando este equipo …</translation>
    </message>
    <message>
        <source>Looking for finished scenes</source>
        <translation>Buscando escenas terminadas</translation>
    </message>
    <message>
        <source>Looking for places in doubt</source>
        <translation>Buscando lugares dudosos</translation>
    </message>
    <message>
        <source>Looking for segments</source>
        <translation>Buscando segmentos</translation>
    </message>
    <message>
        <source>Looking where labels would help most …</source>
        <translation>Buscando dónde ayudarían más las etiquetas …</translation>
    </message>
    <message>
        <source>Looks at this computer once more.</source>
        <translation>Examina este equipo una vez más.</translation>
    </message>
    <message>
        <source>Looks like {unit}, {bands}, {resolution}</source>
        <translation>Parece {unit}, {bands}, {resolution}</translation>
    </message>
    <message>
        <source>Loss (lower is better) and mean IoU on polygons held out of the training (higher is better).</source>
        <translation>Pérdida (cuanto menor, mejor) e IoU medio en polígonos reservados, fuera del entrenamiento (cuanto mayor, mejor).</translation>
    </message>
    <message>
        <source>Lower end of its 95 % interval</source>
        <translation>Extremo inferior de su intervalo del 95 %</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Creado</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Hecho con</translation>
    </message>
    <message>
        <source>Made with Sardino. Where the input is Sentinel-1: contains modified Copernicus Sentinel data.</source>
        <translation>Hecho con Sardino. Si la entrada es de Sentinel-1: contiene datos modificados de Copernicus Sentinel.</translation>
    </message>
    <message>
        <source>Majority smoothing first</source>
        <translation>Antes suavizado por mayoría</translation>
    </message>
    <message>
        <source>Make an image of backscatter first, in SNAP for example: calibration, deburst, multilook, terrain correction. Or take the ground-range product (GRD) of the same pass.</source>
        <translation>Genere primero una imagen de retrodispersión, por ejemplo en SNAP: calibración, deburst, multilook, corrección del terreno. O tome el producto en rango terrestre (GRD) del mismo pase.</translation>
    </message>
    <message>
        <source>Make it from fewer images, or translate it to a GeoTIFF first.</source>
        <translation>Créelo con menos imágenes o conviértalo antes en un GeoTIFF.</translation>
    </message>
    <message>
        <source>Make label polygons</source>
        <translation>Crear polígonos de etiquetas</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Hacer polígonos</translation>
    </message>
    <message>
        <source>Make segments</source>
        <translation>Crear segmentos</translation>
    </message>
    <message>
        <source>Make segments first</source>
        <translation>Cree primero los segmentos</translation>
    </message>
    <message>
        <source>Make the features of the scene again, or choose the scene they were made of.</source>
        <translation>Cree de nuevo las características de la escena, o elija la escena de la que proceden.</translation>
    </message>
    <message>
        <source>Make the virtual raster again, from the images.</source>
        <translation>Cree de nuevo el ráster virtual a partir de las imágenes.</translation>
    </message>
    <message>
        <source>Makes a GeoPackage of polygons with these classes, and starts drawing in it.</source>
        <translation>Crea un GeoPackage de polígonos con estas clases y empieza a dibujar en él.</translation>
    </message>
    <message>
        <source>Makes a label layer of the places, to draw on and to fine-tune a model.</source>
        <translation>Crea una capa de etiquetas con los lugares, para seguir dibujando y ajustar un modelo.</translation>
    </message>
    <message>
        <source>Makes a label layer of the segments that have a name, to fine-tune a model.</source>
        <translation>Crea una capa de etiquetas con los segmentos que tienen nombre, para ajustar un modelo.</translation>
    </message>
    <message>
        <source>Makes a map of the radar layer with the new model.</source>
        <translation>Crea un mapa de la capa de radar con el modelo nuevo.</translation>
    </message>
    <message>
        <source>Makes polygons of the places above the threshold, in the whole scene.</source>
        <translation>Crea polígonos de los lugares por encima del umbral, en toda la escena.</translation>
    </message>
    <message>
        <source>Makes the Python environment that the model runs in, or chooses one.</source>
        <translation>Crea el entorno de Python en el que se ejecuta el modelo, o elige uno.</translation>
    </message>
    <message>
        <source>Makes the model's Python environment anew, or chooses an existing one.</source>
        <translation>Vuelve a crear el entorno de Python del modelo, o elige uno existente.</translation>
    </message>
    <message>
        <source>Making polygons</source>
        <translation>Haciendo polígonos</translation>
    </message>
    <message>
        <source>Making the environment</source>
        <translation>Creando el entorno</translation>
    </message>
    <message>
        <source>Making the features</source>
        <translation>Creando las características</translation>
    </message>
    <message>
        <source>Mangroves</source>
        <translation>Manglares</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Map \ reference</source>
        <translation>Mapa \ referencia</translation>
    </message>
    <message>
        <source>Map before the clean-up</source>
        <translation>Mapa antes de la limpieza</translation>
    </message>
    <message>
        <source>Map to polygons</source>
        <translation>Mapa a polígonos</translation>
    </message>
    <message>
        <source>Map, legend, areas, confidence, accuracy, change and origin as one HTML page and a PDF.</source>
        <translation>Mapa, leyenda, superficies, confianza, exactitud, cambio y origen como una página HTML y un PDF.</translation>
    </message>
    <message>
        <source>Mark a place first</source>
        <translation>Marque primero un lugar</translation>
    </message>
    <message>
        <source>Mark a place of a second class.</source>
        <translation>Marque un lugar de una segunda clase.</translation>
    </message>
    <message>
        <source>Mark places of a class</source>
        <translation>Marcar lugares de una clase</translation>
    </message>
    <message>
        <source>Mark places of a second class.</source>
        <translation>Marque lugares de una segunda clase.</translation>
    </message>
    <message>
        <source>Mark places of two classes first</source>
        <translation>Marque primero lugares de dos clases</translation>
    </message>
    <message>
        <source>Mark places of two classes or more.</source>
        <translation>Marque lugares de dos clases o más.</translation>
    </message>
    <message>
        <source>Mark similar places</source>
        <translation>Marcar lugares similares</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU medio</translation>
    </message>
    <message>
        <source>Mean IoU on held-out polygons</source>
        <translation>IoU medio en polígonos reservados</translation>
    </message>
    <message>
        <source>Mean IoU on test scenes</source>
        <translation>IoU medio en escenas de prueba</translation>
    </message>
    <message>
        <source>Mean confidence</source>
        <translation>Confianza media</translation>
    </message>
    <message>
        <source>Mean confidence (percent)</source>
        <translation>Confianza media (por ciento)</translation>
    </message>
    <message>
        <source>Mean confidence {mean:.0f} %; below {limit} % on {low} % of the area.</source>
        <translation>Confianza media {mean:.0f} %; menos de {limit} % en el {low} % del área.</translation>
    </message>
    <message>
        <source>Mean of all heads</source>
        <translation>Media de todas las cabezas</translation>
    </message>
    <message>
        <source>Mean of the dates</source>
        <translation>Media de las fechas</translation>
    </message>
    <message>
        <source>Means, deviations and number of dates (GeoTIFF).</source>
        <translation>Medias, desviaciones y número de fechas (GeoTIFF).</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Memory ran out</source>
        <translation>Memoria agotada</translation>
    </message>
    <message>
        <source>Memory ran out while the model learned.</source>
        <translation>La memoria se agotó mientras el modelo aprendía.</translation>
    </message>
    <message>
        <source>Merge the selected segments</source>
        <translation>Unir los segmentos seleccionados</translation>
    </message>
    <message>
        <source>Minimum mapping unit</source>
        <translation>Unidad mínima cartografiable</translation>
    </message>
    <message>
        <source>Minimum mapping unit (hectares)</source>
        <translation>Unidad mínima cartografiable (hectáreas)</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Archivo del modelo</translation>
    </message>
    <message>
        <source>Model to &amp;use</source>
        <translation>Modelo a &amp;usar</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Models …</source>
        <translation>Modelos …</translation>
    </message>
    <message>
        <source>More scenes and labels</source>
        <translation>Más escenas y etiquetas</translation>
    </message>
    <message>
        <source>Moss and lichen</source>
        <translation>Musgos y líquenes</translation>
    </message>
    <message>
        <source>Move the class down</source>
        <translation>Bajar la clase</translation>
    </message>
    <message>
        <source>Move the class up</source>
        <translation>Subir la clase</translation>
    </message>
    <message>
        <source>Move the mouse over the map.</source>
        <translation>Mueva el ratón sobre el mapa.</translation>
    </message>
    <message>
        <source>Move the mouse over the map: the picture shows where the network looks from there. A click holds the place, another click lets it go. Shift: keep it as a layer. Esc: end.</source>
        <translation>Mueva el ratón sobre el mapa: la imagen muestra adónde mira la red desde allí. Un clic fija el lugar, otro clic lo suelta. Mayús: guardarlo como capa. Esc: terminar.</translation>
    </message>
    <message>
        <source>Name a segment first</source>
        <translation>Dé nombre primero a un segmento</translation>
    </message>
    <message>
        <source>Name each band after its class's code, or leave the probabilities empty.</source>
        <translation>Nombre cada banda por el código de su clase, o deje vacías las probabilidades.</translation>
    </message>
    <message>
        <source>Name of a group in the Layers panel: all its radar layers are dates.</source>
        <translation>Nombre de un grupo del panel Capas: todas sus capas de radar son fechas.</translation>
    </message>
    <message>
        <source>Name of a model, or a .safetensors file. Empty: the default model.</source>
        <translation>Nombre de un modelo, o un archivo .safetensors. Vacío: el modelo predeterminado.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nombre del modelo</translation>
    </message>
    <message>
        <source>Name of the model to start from, or a .safetensors file. Empty: the default model.</source>
        <translation>Nombre del modelo de partida, o un archivo .safetensors. Vacío: el modelo predeterminado.</translation>
    </message>
    <message>
        <source>Name of the ne&amp;w model</source>
        <translation>&amp;Nombre del modelo nuevo</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>Nombre del modelo nuevo</translation>
    </message>
    <message>
        <source>Name the assets vv, vh, hh or hv, or give 'sar:polarizations' for each.</source>
        <translation>Nombre los assets vv, vh, hh o hv, o indique 'sar:polarizations' para cada uno.</translation>
    </message>
    <message>
        <source>Named more than once and made once: {count}</source>
        <translation>Nombradas más de una vez y hechas una vez: {count}</translation>
    </message>
    <message>
        <source>Named under the title.</source>
        <translation>Aparece bajo el título.</translation>
    </message>
    <message>
        <source>Names of the bands (JSON)</source>
        <translation>Nombres de las bandas (JSON)</translation>
    </message>
    <message>
        <source>Names the zones in the table. Empty: numbers.</source>
        <translation>Nombra las zonas en la tabla. Vacío: números.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Never said, since not expected: {names}.</source>
        <translation>Nunca asignado, por no esperado: {names}.</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Clase nueva</translation>
    </message>
    <message>
        <source>New jobs</source>
        <translation>Tareas nuevas</translation>
    </message>
    <message>
        <source>New label layer</source>
        <translation>Nueva capa de etiquetas</translation>
    </message>
    <message>
        <source>New model: {}</source>
        <translation>Modelo nuevo: {}</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Nombre nuevo</translation>
    </message>
    <message>
        <source>New polygons become '{name}'.</source>
        <translation>Los polígonos nuevos serán de la clase «{name}».</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Next open</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>No NVIDIA GPU with a working driver: the model runs on the CPU</source>
        <translation>No hay GPU de NVIDIA con un controlador que funcione: el modelo se ejecuta en la CPU</translation>
    </message>
    <message>
        <source>No band of the file holds backscatter, to judge by the names of its bands.</source>
        <translation>Ninguna banda del archivo contiene retrodispersión, a juzgar por los nombres de sus bandas.</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Sin cambio</translation>
    </message>
    <message>
        <source>No hash is known of this build of PyTorch: it comes from PyTorch's own index and unchecked.</source>
        <translation>No se conoce ningún hash de esta compilación de PyTorch: procede del índice propio de PyTorch, sin comprobar.</translation>
    </message>
    <message>
        <source>No internet is needed: {count} packages in the folder</source>
        <translation>No hace falta internet: {count} paquetes en la carpeta</translation>
    </message>
    <message>
        <source>No label layer: choose the polygons to learn from.</source>
        <translation>No hay capa de etiquetas: elija los polígonos de los que aprender.</translation>
    </message>
    <message>
        <source>No layer: choose the radar layer to segment.</source>
        <translation>No hay capa: elija la capa de radar que desea segmentar.</translation>
    </message>
    <message>
        <source>No layer: choose the radar layer.</source>
        <translation>No hay capa: elija la capa de radar.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Sin límite</translation>
    </message>
    <message>
        <source>No model installed</source>
        <translation>No hay ningún modelo instalado</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>No hay ningún modelo instalado.</translation>
    </message>
    <message>
        <source>No other polygon layer in the project</source>
        <translation>No hay otra capa de polígonos en el proyecto</translation>
    </message>
    <message>
        <source>No other raster layer in the project</source>
        <translation>No hay otra capa ráster en el proyecto</translation>
    </message>
    <message>
        <source>No output folder was given.</source>
        <translation>No se indicó ninguna carpeta de salida.</translation>
    </message>
    <message>
        <source>No output was chosen.</source>
        <translation>No se eligió ninguna salida.</translation>
    </message>
    <message>
        <source>No output: choose at least one of the layers to make.</source>
        <translation>Sin salida: elija al menos una de las capas que se crean.</translation>
    </message>
    <message>
        <source>No piece of these segments is large enough for a label.</source>
        <translation>Ningún trozo de estos segmentos es lo bastante grande para una etiqueta.</translation>
    </message>
    <message>
        <source>No pixel has another class on the second date.</source>
        <translation>Ningún píxel tiene otra clase en la segunda fecha.</translation>
    </message>
    <message>
        <source>No pixel is valid on both dates in the place that both scenes show.</source>
        <translation>Ningún píxel es válido en ambas fechas en el lugar que muestran las dos escenas.</translation>
    </message>
    <message>
        <source>No pixel of the scene has features.</source>
        <translation>Ningún píxel de la escena tiene características.</translation>
    </message>
    <message>
        <source>No pixel of the scene is valid in every polarisation.</source>
        <translation>Ningún píxel de la escena es válido en todas las polarizaciones.</translation>
    </message>
    <message>
        <source>No place can be found in the layer: its georeference makes no sense.</source>
        <translation>No se puede encontrar ningún lugar en la capa: su georreferencia no tiene sentido.</translation>
    </message>
    <message>
        <source>No place is above the threshold of {percent} %.</source>
        <translation>Ningún lugar supera el umbral del {percent} %.</translation>
    </message>
    <message>
        <source>No place is left to suggest: all is labelled or nodata.</source>
        <translation>No queda ningún lugar que sugerir: todo está etiquetado o carece de datos.</translation>
    </message>
    <message>
        <source>No place is marked.</source>
        <translation>No hay ningún lugar marcado.</translation>
    </message>
    <message>
        <source>No place of the scene has features.</source>
        <translation>Ningún lugar de la escena tiene características.</translation>
    </message>
    <message>
        <source>No place says what is looked for.</source>
        <translation>Ningún lugar indica qué se busca.</translation>
    </message>
    <message>
        <source>No polygon of the label layers is selected.</source>
        <translation>No hay ningún polígono seleccionado en las capas de etiquetas.</translation>
    </message>
    <message>
        <source>No polygon yet: the class will not be learned.</source>
        <translation>Aún no hay polígonos: la clase no se aprenderá.</translation>
    </message>
    <message>
        <source>No polygon yet: this class cannot be learned.</source>
        <translation>Aún sin polígonos: esta clase no se puede aprender.</translation>
    </message>
    <message>
        <source>No radar layer: choose at least one.</source>
        <translation>No hay capa de radar: elija al menos una.</translation>
    </message>
    <message>
        <source>No suitable Python was found</source>
        <translation>No se encontró ningún Python adecuado</translation>
    </message>
    <message>
        <source>No valid pixel lies in the part of the scene that was chosen.</source>
        <translation>No hay ningún píxel válido en la parte de la escena elegida.</translation>
    </message>
    <message>
        <source>No valid pixel was found in any of the places that were looked at, all over a very large scene.</source>
        <translation>No se encontró ningún píxel válido en los lugares examinados, repartidos por una escena muy grande.</translation>
    </message>
    <message>
        <source>No zone holds a pixel of '{name}' with a class.</source>
        <translation>Ninguna zona contiene un píxel de «{name}» con clase.</translation>
    </message>
    <message>
        <source>Nodata value</source>
        <translation>Valor sin datos</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>None of its points or polygons can be compared.</source>
        <translation>Ninguno de sus puntos o polígonos se puede comparar.</translation>
    </message>
    <message>
        <source>None of {span} here{seen}. Install Python 3.12 and look again.</source>
        <translation>Aquí no hay ninguna versión {span}{seen}. Instale Python 3.12 y vuelva a examinar.</translation>
    </message>
    <message>
        <source>None of {span} here{seen}: Sardino fetches one of its own, {size} MB</source>
        <translation>Aquí no hay ninguna versión {span}{seen}: Sardino descarga una propia, {size} MB</translation>
    </message>
    <message>
        <source>None yet: set it up to use Sardino.</source>
        <translation>Aún no hay ninguno: configúrelo para usar Sardino.</translation>
    </message>
    <message>
        <source>None: make a new one</source>
        <translation>Ninguna: crear una nueva</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Nothing could be held out: draw at least two polygons of each class to know how good the map is.</source>
        <translation>No se pudo reservar nada: dibuje al menos dos polígonos de cada clase para saber la calidad del mapa.</translation>
    </message>
    <message>
        <source>Nothing drawn yet.</source>
        <translation>Aún no se ha dibujado nada.</translation>
    </message>
    <message>
        <source>Nothing is selected: all polygons of the layer.</source>
        <translation>No hay selección: todos los polígonos de la capa.</translation>
    </message>
    <message>
        <source>Nothing names the polarisation: the band is taken as co-pol (VV or HH).</source>
        <translation>Nada indica la polarización: la banda se toma como copolarización (VV o HH).</translation>
    </message>
    <message>
        <source>Nothing of it was used. Try again; if it happens again, choose another package index, or a folder of packages.</source>
        <translation>No se ha usado nada de él. Vuelva a intentarlo; si se repite, elija otro índice de paquetes o una carpeta de paquetes.</translation>
    </message>
    <message>
        <source>Nothing says which band is meant.</source>
        <translation>Nada indica de qué banda se trata.</translation>
    </message>
    <message>
        <source>Nothing was written. Start again when you are ready.</source>
        <translation>No se ha escrito nada. Vuelva a empezar cuando quiera.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Number of dates</source>
        <translation>Número de fechas</translation>
    </message>
    <message>
        <source>Number of places</source>
        <translation>Número de lugares</translation>
    </message>
    <message>
        <source>Number of places found</source>
        <translation>Número de lugares encontrados</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>Número de puntos</translation>
    </message>
    <message>
        <source>Number of points drawn</source>
        <translation>Número de puntos sacados</translation>
    </message>
    <message>
        <source>Number of polygons</source>
        <translation>Número de polígonos</translation>
    </message>
    <message>
        <source>Number of segments</source>
        <translation>Número de segmentos</translation>
    </message>
    <message>
        <source>Number of segments (0: proposed)</source>
        <translation>Número de segmentos (0: propuesto)</translation>
    </message>
    <message>
        <source>Number of zones with a class</source>
        <translation>Número de zonas con clase</translation>
    </message>
    <message>
        <source>Number the files if there are earlier ones</source>
        <translation>Numerar los archivos si hay anteriores</translation>
    </message>
    <message>
        <source>Numerical precision. 'auto' takes the fastest that the device does well.</source>
        <translation>Precisión numérica. «auto» toma la más rápida que el dispositivo maneja bien.</translation>
    </message>
    <message>
        <source>Of '{name}' only the polygons that are selected: {count}.</source>
        <translation>De «{name}», solo los polígonos seleccionados: {count}.</translation>
    </message>
    <message>
        <source>Of label layers with a selection, only the polygons that are selected.</source>
        <translation>De las capas con selección, solo los polígonos seleccionados.</translation>
    </message>
    <message>
        <source>Of the overall accuracy. Half of it needs four times as many points.</source>
        <translation>De la exactitud global. La mitad necesita cuatro veces más puntos.</translation>
    </message>
    <message>
        <source>Of the picture over the map.</source>
        <translation>De la imagen sobre el mapa.</translation>
    </message>
    <message>
        <source>Off while you interpret: the map's class would lead you.</source>
        <translation>Sin marcar mientras interpreta: la clase del mapa le influiría.</translation>
    </message>
    <message>
        <source>Olofsson et al. advise 50 to 100.</source>
        <translation>Olofsson et al. aconsejan de 50 a 100.</translation>
    </message>
    <message>
        <source>On the left</source>
        <translation>A la izquierda</translation>
    </message>
    <message>
        <source>On the map: {name}</source>
        <translation>En el mapa: {name}</translation>
    </message>
    <message>
        <source>On the right</source>
        <translation>A la derecha</translation>
    </message>
    <message>
        <source>On {scenes} scenes with calibrated VV and VH: accuracy {accuracy}, mean IoU {miou}.</source>
        <translation>En {scenes} escenas con VV y VH calibrados: exactitud {accuracy}, IoU medio {miou}.</translation>
    </message>
    <message>
        <source>On {scenes} scenes with calibrated VV and VH: {iou}.</source>
        <translation>En {scenes} escenas con VV y VH calibrados: {iou}.</translation>
    </message>
    <message>
        <source>On {scenes} such scenes whose water it was not taught, this model found water with an IoU of {iou}.</source>
        <translation>En {scenes} escenas así, cuya agua no se le había enseñado, este modelo encontró el agua con un IoU de {iou}.</translation>
    </message>
    <message>
        <source>On {scenes} such scenes of places that it had not seen, this model had an accuracy of {accuracy} and a mean IoU of {miou}.</source>
        <translation>En {scenes} escenas así, de lugares que no había visto, este modelo tuvo una exactitud de {accuracy} y un IoU medio de {miou}.</translation>
    </message>
    <message>
        <source>One or more radar layers that the polygons lie on.</source>
        <translation>Una o varias capas de radar sobre las que están los polígonos.</translation>
    </message>
    <message>
        <source>One page with its pictures inside.</source>
        <translation>Una página con sus imágenes.</translation>
    </message>
    <message>
        <source>One polarisation only ({name}): what looks alike in it cannot be told apart.</source>
        <translation>Una sola polarización ({name}): lo que en ella se parece no se puede distinguir.</translation>
    </message>
    <message>
        <source>One polygon: it can be learned but not checked. Draw at least two.</source>
        <translation>Un polígono: la clase se puede aprender, pero no comprobar. Dibuje al menos dos.</translation>
    </message>
    <message>
        <source>One polygon: nothing is left to check the class with. Draw at least two, better five.</source>
        <translation>Un polígono: no queda nada para comprobar la clase. Dibuje al menos dos, mejor cinco.</translation>
    </message>
    <message>
        <source>One segment is the whole layer: choose 2 or more, or 0.</source>
        <translation>Un solo segmento es toda la capa: elija 2 o más, o 0.</translation>
    </message>
    <message>
        <source>Only about {pixels:.0f} pixels: too little to learn from. Draw larger polygons.</source>
        <translation>Solo unos {pixels:.0f} píxeles: demasiado poco para aprender. Dibuje polígonos mayores.</translation>
    </message>
    <message>
        <source>Only if VH (or HV) is a file of its own on the same grid.</source>
        <translation>Solo si VH (o HV) es un archivo aparte en la misma cuadrícula.</translation>
    </message>
    <message>
        <source>Only if VH or HV is a layer of its own: one per radar layer, in the same order.</source>
        <translation>Solo si VH o HV es una capa aparte: una por capa de radar, en el mismo orden.</translation>
    </message>
    <message>
        <source>Only inside these polygons</source>
        <translation>Solo dentro de estos polígonos</translation>
    </message>
    <message>
        <source>Only places that are at least so similar are shown and become polygons.</source>
        <translation>Solo los lugares al menos así de similares se muestran y se convierten en polígonos.</translation>
    </message>
    <message>
        <source>Only these classes were expected: {names}.</source>
        <translation>Solo se esperaban estas clases: {names}.</translation>
    </message>
    <message>
        <source>Only until QGIS is closed</source>
        <translation>Solo hasta que se cierre QGIS</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacidad</translation>
    </message>
    <message>
        <source>Open Raster &gt; Sardino &gt; Set up model backend: it makes Sardino's Python environment, or takes an existing one of yours.</source>
        <translation>Abra Ráster &gt; Sardino &gt; Configurar el motor del modelo: crea el entorno de Python de Sardino, o toma uno suyo que ya exista.</translation>
    </message>
    <message>
        <source>Open it in QGIS and export it as a GeoPackage to another folder.</source>
        <translation>Abra la capa en QGIS y expórtela como GeoPackage a otra carpeta.</translation>
    </message>
    <message>
        <source>Open the folder with the files</source>
        <translation>Abrir la carpeta de los archivos</translation>
    </message>
    <message>
        <source>Open the page with all figures</source>
        <translation>Abrir la página con todas las cifras</translation>
    </message>
    <message>
        <source>Open the point's form</source>
        <translation>Abrir el formulario del punto</translation>
    </message>
    <message>
        <source>OpenVINO is not installed.</source>
        <translation>OpenVINO no está instalado.</translation>
    </message>
    <message>
        <source>Opening the dates</source>
        <translation>Abriendo las fechas</translation>
    </message>
    <message>
        <source>Opening the features</source>
        <translation>Abriendo las características</translation>
    </message>
    <message>
        <source>Opening the scene</source>
        <translation>Abriendo la escena</translation>
    </message>
    <message>
        <source>Opens the help in the browser; it is on this computer.</source>
        <translation>Abre la ayuda en el navegador; está en este equipo.</translation>
    </message>
    <message>
        <source>Opens the set-up: the environment Full has PyTorch.</source>
        <translation>Abre la instalación: el entorno Completo tiene PyTorch.</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Other changes</source>
        <translation>Otros cambios</translation>
    </message>
    <message>
        <source>Other dates of this place</source>
        <translation>Otras fechas de este lugar</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Otras opciones</translation>
    </message>
    <message>
        <source>Otherwise a model of that name stays, and the run fails.</source>
        <translation>De lo contrario, un modelo con ese nombre se conserva y la ejecución falla.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Carpeta de salida</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Exactitud global</translation>
    </message>
    <message>
        <source>Overall accuracy (0 to 1)</source>
        <translation>Exactitud global (0 a 1)</translation>
    </message>
    <message>
        <source>Overall accuracy: {value:.1f} % (95 % interval {low:.1f} to {high:.1f} %)</source>
        <translation>Exactitud global: {value:.1f} % (intervalo del 95 % de {low:.1f} a {high:.1f} %)</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Archivos PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>Í&amp;ndice de paquetes</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Parts of a radar layer that look alike to the network, without any labels.</source>
        <translation>Partes de una capa de radar que la red ve parecidas, sin ninguna etiqueta.</translation>
    </message>
    <message>
        <source>Parts of the stack</source>
        <translation>Partes de la pila</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Ruta</translation>
    </message>
    <message>
        <source>Permanent water bodies</source>
        <translation>Masas de agua permanentes</translation>
    </message>
    <message>
        <source>Pick a segment</source>
        <translation>Elegir un segmento</translation>
    </message>
    <message>
        <source>Pick segments on the map</source>
        <translation>Elegir segmentos en el mapa</translation>
    </message>
    <message>
        <source>Pixel value of the class in the land cover</source>
        <translation>Valor de píxel de la clase en la cobertura del suelo</translation>
    </message>
    <message>
        <source>Pixel values</source>
        <translation>Valores de píxel</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Píxeles</translation>
    </message>
    <message>
        <source>Pixels of the attention layer</source>
        <translation>Píxeles de la capa de atención</translation>
    </message>
    <message>
        <source>Pixels of the radar layer beneath them, about</source>
        <translation>Píxeles de la capa de radar que hay debajo, aproximadamente</translation>
    </message>
    <message>
        <source>Place under the mouse</source>
        <translation>El lugar bajo el ratón</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Lugares</translation>
    </message>
    <message>
        <source>Places like this</source>
        <translation>Lugares como este</translation>
    </message>
    <message>
        <source>Places like this: {likes}. Not like this: {others}.</source>
        <translation>Lugares como este: {likes}. Distintos de este: {others}.</translation>
    </message>
    <message>
        <source>Places not like this</source>
        <translation>Lugares distintos de este</translation>
    </message>
    <message>
        <source>Places not seen in training (scenes)</source>
        <translation>Lugares fuera del entrenamiento (escenas)</translation>
    </message>
    <message>
        <source>Places that were marked</source>
        <translation>Lugares marcados</translation>
    </message>
    <message>
        <source>Please report this with the log (View &gt; Panels &gt; Log Messages &gt; Sardino).</source>
        <translation>Comunique este error junto con el registro (Ver &gt; Paneles &gt; Mensajes del registro &gt; Sardino).</translation>
    </message>
    <message>
        <source>Point at a place</source>
        <translation>Señalar un lugar</translation>
    </message>
    <message>
        <source>Point {number} of {count}, {done} done.</source>
        <translation>Punto {number} de {count}, {done} hechos.</translation>
    </message>
    <message>
        <source>Points are written to .gpkg or .geojson files.</source>
        <translation>Los puntos se escriben en archivos .gpkg o .geojson.</translation>
    </message>
    <message>
        <source>Points or polygons used</source>
        <translation>Puntos o polígonos usados</translation>
    </message>
    <message>
        <source>Points per class</source>
        <translation>Puntos por clase</translation>
    </message>
    <message>
        <source>Points per class, at least</source>
        <translation>Puntos por clase, al menos</translation>
    </message>
    <message>
        <source>Points where labels would help the model most.</source>
        <translation>Puntos donde las etiquetas más ayudarían al modelo.</translation>
    </message>
    <message>
        <source>Points with rank, reason, guessed class and confidence.</source>
        <translation>Puntos con rango, motivo, clase supuesta y confianza.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on what you do not look for. Empty: none.</source>
        <translation>Puntos, líneas o polígonos sobre lo que no busca. Vacío: ninguno.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on what you look for, in any coordinate system.</source>
        <translation>Puntos, líneas o polígonos sobre lo que busca, en cualquier sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polígono</translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation>Capa de polígonos</translation>
    </message>
    <message>
        <source>Polygon layers in any coordinate system; copied, with unsaved edits, never changed.</source>
        <translation>Capas de polígonos en cualquier sistema de coordenadas; se copian, con los cambios sin guardar, y nunca se modifican.</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polígonos</translation>
    </message>
    <message>
        <source>Polygons are written as a GeoPackage: choose a file that ends with .gpkg.</source>
        <translation>Los polígonos se escriben como GeoPackage: elija un archivo que termine en .gpkg.</translation>
    </message>
    <message>
        <source>Polygons of '{name}' with the value '{value}' are in no class and left out: {count}.</source>
        <translation>Polígonos de «{name}» con el valor «{value}», de ninguna clase y omitidos: {count}.</translation>
    </message>
    <message>
        <source>Polygons of '{name}' with {values} more values are in no class and left out: {count}.</source>
        <translation>Los polígonos de «{name}» con otros {values} valores no son de ninguna clase y se omiten: {count}.</translation>
    </message>
    <message>
        <source>Polygons of a layer</source>
        <translation>Polígonos de una capa</translation>
    </message>
    <message>
        <source>Polygons of a map with shared borders, with class, area and confidence.</source>
        <translation>Polígonos de un mapa con límites compartidos, con clase, superficie y confianza.</translation>
    </message>
    <message>
        <source>Polygons of the label layer</source>
        <translation>Polígonos de la capa de etiquetas</translation>
    </message>
    <message>
        <source>Polygons of these layers are kept clear of.</source>
        <translation>Se evitan los polígonos de estas capas.</translation>
    </message>
    <message>
        <source>Polygons outside the radar layer: {count}.</source>
        <translation>Polígonos fuera de la capa de radar: {count}.</translation>
    </message>
    <message>
        <source>Polygons without a class: {count}.</source>
        <translation>Polígonos sin clase: {count}.</translation>
    </message>
    <message>
        <source>Polygons: districts, parcels, catchments.</source>
        <translation>Polígonos: distritos, parcelas, cuencas.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>Preparando …</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Principal colours</source>
        <translation>Colores principales</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Componentes principales</translation>
    </message>
    <message>
        <source>Print layout</source>
        <translation>Composición de impresión</translation>
    </message>
    <message>
        <source>Prior shares</source>
        <translation>Partes esperadas</translation>
    </message>
    <message>
        <source>Probabilities, a band per class</source>
        <translation>Probabilidades, una banda por clase</translation>
    </message>
    <message>
        <source>Probability of change</source>
        <translation>Probabilidad de cambio</translation>
    </message>
    <message>
        <source>Producer's accuracy</source>
        <translation>Exactitud del productor</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Progreso del entrenamiento</translation>
    </message>
    <message>
        <source>Protected classes (codes)</source>
        <translation>Clases protegidas (códigos)</translation>
    </message>
    <message>
        <source>Putting it into use</source>
        <translation>Activando el entorno</translation>
    </message>
    <message>
        <source>PyPI, or a mirror's address such as https://mirror.example/simple</source>
        <translation>PyPI, o la dirección de una réplica como https://mirror.example/simple</translation>
    </message>
    <message>
        <source>PyTorch is not part of this environment.</source>
        <translation>PyTorch no forma parte de este entorno.</translation>
    </message>
    <message>
        <source>PyTorch's own index cannot be reached. The build on PyPI takes its place.</source>
        <translation>No se puede acceder al índice propio de PyTorch. En su lugar se usa la compilación de PyPI.</translation>
    </message>
    <message>
        <source>PyTorch's own index cannot be reached. The build on PyPI takes its place; on Linux it brings CUDA along, {size:.1f} GB, unless pip knows another.</source>
        <translation>No se puede acceder al índice propio de PyTorch. En su lugar se usa la compilación de PyPI; en Linux trae consigo CUDA, {size:.1f} GB, salvo que pip conozca otra.</translation>
    </message>
    <message>
        <source>Radar layer</source>
        <translation>Capa de radar</translation>
    </message>
    <message>
        <source>Radar layers</source>
        <translation>Capas de radar</translation>
    </message>
    <message>
        <source>Radar layers of other dates: all dates are averaged first, so there is less speckle.</source>
        <translation>Capas de radar de otras fechas: primero se promedian todas las fechas, así que hay menos moteado.</translation>
    </message>
    <message>
        <source>Radar layers of the project, or files.</source>
        <translation>Capas de radar del proyecto, o archivos.</translation>
    </message>
    <message>
        <source>Radar layers, one per date</source>
        <translation>Capas de radar, una por fecha</translation>
    </message>
    <message>
        <source>Raise 'Kept features' in Settings &gt; Options &gt; Sardino, free some space, or choose a smaller extent.</source>
        <translation>Aumente «Características guardadas» en Configuración &gt; Opciones &gt; Sardino, libere espacio o elija una extensión menor.</translation>
    </message>
    <message>
        <source>Random points in each class of a map, to interpret against imagery.</source>
        <translation>Puntos al azar en cada clase de un mapa, para interpretar con imágenes.</translation>
    </message>
    <message>
        <source>Raw digital numbers</source>
        <translation>Números digitales brutos</translation>
    </message>
    <message>
        <source>Read, as you chose, as {unit}, {bands}, {resolution}</source>
        <translation>Se lee, como usted ha elegido, como {unit}, {bands}, {resolution}</translation>
    </message>
    <message>
        <source>Reading the polygons</source>
        <translation>Leyendo los polígonos</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Exhaustividad</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rectángulo</translation>
    </message>
    <message>
        <source>Red, green and blue (GeoTIFF).</source>
        <translation>Rojo, verde y azul (GeoTIFF).</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Reference points or polygons</source>
        <translation>Puntos o polígonos de referencia</translation>
    </message>
    <message>
        <source>Reference: a sample, points or polygons</source>
        <translation>Referencia: muestra, puntos o polígonos</translation>
    </message>
    <message>
        <source>Reference: {name}, {kind}. In brackets: 95 % intervals.</source>
        <translation>Referencia: {name}, {kind}. Entre paréntesis: intervalos del 95 %.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Observaciones</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove all places</source>
        <translation>Quitar todos los lugares</translation>
    </message>
    <message>
        <source>Remove or rename it.</source>
        <translation>Quítelo o cámbiele el nombre.</translation>
    </message>
    <message>
        <source>Remove result …</source>
        <translation>Quitar resultado …</translation>
    </message>
    <message>
        <source>Remove the class (Del)</source>
        <translation>Quitar la clase (Supr)</translation>
    </message>
    <message>
        <source>Remove the class and its places</source>
        <translation>Quitar la clase y sus lugares</translation>
    </message>
    <message>
        <source>Remove these layers from the project? Their files stay.</source>
        <translation>¿Quitar estas capas del proyecto? Sus archivos se conservan.</translation>
    </message>
    <message>
        <source>Removes all places. Undo brings them back.</source>
        <translation>Quita todos los lugares. Deshacer los recupera.</translation>
    </message>
    <message>
        <source>Removes patches below a minimum mapping unit, as a new layer.</source>
        <translation>Quita manchas menores que una unidad mínima cartografiable, como capa nueva.</translation>
    </message>
    <message>
        <source>Rename it, or choose a shorter name.</source>
        <translation>Cámbiele el nombre o elija uno más corto.</translation>
    </message>
    <message>
        <source>Rename the file.</source>
        <translation>Cambie el nombre del archivo.</translation>
    </message>
    <message>
        <source>Rename the model</source>
        <translation>Cambiar el nombre del modelo</translation>
    </message>
    <message>
        <source>Renamed to '{}'.</source>
        <translation>El modelo se llama ahora «{}».</translation>
    </message>
    <message>
        <source>Repair its data source (Layer &gt; Set Data Source), or choose another layer.</source>
        <translation>Repare su fuente de datos (Capa &gt; Cambiar fuente de datos), o elija otra capa.</translation>
    </message>
    <message>
        <source>Replace a model of that name</source>
        <translation>Sustituir un modelo con ese nombre</translation>
    </message>
    <message>
        <source>Replace the model '{name}'? It cannot be brought back.</source>
        <translation>¿Sustituir el modelo «{name}»? No se podrá recuperar.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Report (JSON)</source>
        <translation>Informe (JSON)</translation>
    </message>
    <message>
        <source>Report as PDF</source>
        <translation>Informe como PDF</translation>
    </message>
    <message>
        <source>Report made</source>
        <translation>Informe hecho</translation>
    </message>
    <message>
        <source>Report of the run (JSON)</source>
        <translation>Informe de la ejecución (JSON)</translation>
    </message>
    <message>
        <source>Report on a map</source>
        <translation>Informe sobre un mapa</translation>
    </message>
    <message>
        <source>Restart QGIS. If it happens again, install the plugin anew.</source>
        <translation>Reinicie QGIS. Si vuelve a ocurrir, instale de nuevo el complemento.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Rows: true class; columns: predicted. Pixels, and their share of the row.</source>
        <translation>Filas: clase real; columnas: clase predicha. Píxeles y su proporción en la fila.</translation>
    </message>
    <message>
        <source>SAR la&amp;yer</source>
        <translation>Ca&amp;pa SAR</translation>
    </message>
    <message>
        <source>STAC Collection</source>
        <translation>Colección STAC</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Muestra</translation>
    </message>
    <message>
        <source>Samples by class of the map (rows) and of the reference (columns)</source>
        <translation>Muestras por clase del mapa (filas) y de la referencia (columnas)</translation>
    </message>
    <message>
        <source>Sardino compares two dates</source>
        <translation>Sardino compara dos fechas</translation>
    </message>
    <message>
        <source>Sardino could not finish</source>
        <translation>Sardino no pudo terminar</translation>
    </message>
    <message>
        <source>Sardino counts labels</source>
        <translation>Sardino cuenta etiquetas</translation>
    </message>
    <message>
        <source>Sardino features (*.features)</source>
        <translation>Características de Sardino (*.features)</translation>
    </message>
    <message>
        <source>Sardino fine-tunes a model</source>
        <translation>Sardino ajusta un modelo</translation>
    </message>
    <message>
        <source>Sardino looks where to label</source>
        <translation>Sardino busca dónde etiquetar</translation>
    </message>
    <message>
        <source>Sardino models</source>
        <translation>Modelos de Sardino</translation>
    </message>
    <message>
        <source>Sardino models (*.safetensors)</source>
        <translation>Modelos de Sardino (*.safetensors)</translation>
    </message>
    <message>
        <source>Sardino panel</source>
        <translation>Panel de Sardino</translation>
    </message>
    <message>
        <source>Sardino segments a layer</source>
        <translation>Sardino segmenta una capa</translation>
    </message>
    <message>
        <source>Sardino writes a report</source>
        <translation>Sardino escribe un informe</translation>
    </message>
    <message>
        <source>Sardino's Processing provider is not loaded. Restart QGIS.</source>
        <translation>El proveedor de Procesos de Sardino no está cargado. Reinicie QGIS.</translation>
    </message>
    <message>
        <source>Sardino's Python environment is incomplete</source>
        <translation>El entorno de Python de Sardino está incompleto</translation>
    </message>
    <message>
        <source>Sardino's Python environment was not found</source>
        <translation>No se encontró el entorno de Python de Sardino</translation>
    </message>
    <message>
        <source>Sardino's model runs in a Python environment of its own. It is made once, inside your QGIS profile. QGIS and its Python stay as they are, and no administrator rights are needed.</source>
        <translation>El modelo de Sardino se ejecuta en un entorno de Python propio. Se crea una sola vez, dentro de su perfil de QGIS. QGIS y su Python quedan como están, y no hacen falta derechos de administrador.</translation>
    </message>
    <message>
        <source>Sardino's worker is of another version than the plugin</source>
        <translation>El proceso auxiliar de Sardino es de otra versión que el complemento</translation>
    </message>
    <message>
        <source>Sardino's worker process answered with nonsense</source>
        <translation>El proceso auxiliar de Sardino dio una respuesta sin sentido</translation>
    </message>
    <message>
        <source>Sardino's worker process did not start</source>
        <translation>El proceso auxiliar de Sardino no se inició</translation>
    </message>
    <message>
        <source>Sardino's worker process ended in the middle of the job</source>
        <translation>El proceso auxiliar de Sardino terminó a mitad de la tarea</translation>
    </message>
    <message>
        <source>Sardino's worker process stopped answering</source>
        <translation>El proceso auxiliar de Sardino dejó de responder</translation>
    </message>
    <message>
        <source>Sardino: diagnostics</source>
        <translation>Sardino: diagnóstico</translation>
    </message>
    <message>
        <source>Sardino: land cover from radar layers</source>
        <translation>Sardino: cobertura del suelo a partir de capas de radar</translation>
    </message>
    <message>
        <source>Sardino: segmentation of radar images</source>
        <translation>Sardino: segmentación de imágenes de radar</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Guardar cambios</translation>
    </message>
    <message>
        <source>Save it as a GeoPackage in QGIS (Export &gt; Save Features As), or add the Full environment.</source>
        <translation>Guarde la capa como GeoPackage en QGIS (Exportar &gt; Guardar objetos como) o añada el entorno Full.</translation>
    </message>
    <message>
        <source>Save your edits, and try again.</source>
        <translation>Guarde sus cambios e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Saves the edits of the label layer and goes on editing.</source>
        <translation>Guarda los cambios de la capa de etiquetas y sigue editando.</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>Guardando el modelo</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Escena</translation>
    </message>
    <message>
        <source>Scene: {name}</source>
        <translation>Escena: {name}</translation>
    </message>
    <message>
        <source>Scenes at the same time</source>
        <translation>Escenas al mismo tiempo</translation>
    </message>
    <message>
        <source>Scenes made</source>
        <translation>Escenas hechas</translation>
    </message>
    <message>
        <source>Scenes that failed</source>
        <translation>Escenas fallidas</translation>
    </message>
    <message>
        <source>Scenes that were finished before</source>
        <translation>Escenas ya terminadas</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Métricas</translation>
    </message>
    <message>
        <source>Scores (JSON)</source>
        <translation>Métricas (JSON)</translation>
    </message>
    <message>
        <source>Scores and confusion matrix as a page.</source>
        <translation>Métricas y matriz de confusión como página.</translation>
    </message>
    <message>
        <source>Scores and confusion matrix for a spreadsheet.</source>
        <translation>Métricas y matriz de confusión para una hoja de cálculo.</translation>
    </message>
    <message>
        <source>Scores are those of the fast part; the whole network raised them where that was checked.</source>
        <translation>Las métricas son las de la parte rápida; la red completa las mejoró donde se comprobó.</translation>
    </message>
    <message>
        <source>Scores are those of the fast part; what the whole network brought was not checked.</source>
        <translation>Las métricas son las de la parte rápida; no se comprobó lo que aportó la red completa.</translation>
    </message>
    <message>
        <source>Scores by region and kind of scene</source>
        <translation>Puntuaciones por región y tipo de escena</translation>
    </message>
    <message>
        <source>Scores of '{name}'</source>
        <translation>Métricas de «{name}»</translation>
    </message>
    <message>
        <source>Scores of each class</source>
        <translation>Métricas de cada clase</translation>
    </message>
    <message>
        <source>Scores per class and confusion matrix as a page.</source>
        <translation>Métricas por clase y matriz de confusión como página.</translation>
    </message>
    <message>
        <source>Se&amp;gment layer</source>
        <translation>Se&amp;gmentar capa</translation>
    </message>
    <message>
        <source>Second layer for VH or HV</source>
        <translation>Segunda capa para VH o HV</translation>
    </message>
    <message>
        <source>Second layer of strata</source>
        <translation>Segunda capa de estratos</translation>
    </message>
    <message>
        <source>Second layers (VH or HV)</source>
        <translation>Segundas capas (VH o HV)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmentar</translation>
    </message>
    <message>
        <source>Segment an archive</source>
        <translation>Segmentar un archivo de escenas</translation>
    </message>
    <message>
        <source>Segment even if it does not look like radar</source>
        <translation>Segmentar aunque no parezca radar</translation>
    </message>
    <message>
        <source>Segment layer</source>
        <translation>Segmentar capa</translation>
    </message>
    <message>
        <source>Segment only inside these polygons; only the selected ones if you tick it.</source>
        <translation>Segmentar solo dentro de estos polígonos; solo los seleccionados si así lo marca.</translation>
    </message>
    <message>
        <source>Segment only this extent. Empty: the whole layer.</source>
        <translation>Segmentar solo esta extensión. Vacío: toda la capa.</translation>
    </message>
    <message>
        <source>Segment the whole layer, or repair its georeference.</source>
        <translation>Segmente la capa entera o repare su georreferencia.</translation>
    </message>
    <message>
        <source>Segment them into different folders.</source>
        <translation>Segméntelas en carpetas distintas.</translation>
    </message>
    <message>
        <source>Segment with t&amp;his model</source>
        <translation>Segmentar con este &amp;modelo</translation>
    </message>
    <message>
        <source>Segment {number}</source>
        <translation>Segmento {number}</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentación</translation>
    </message>
    <message>
        <source>Segmented layer</source>
        <translation>Capa segmentada</translation>
    </message>
    <message>
        <source>Segmenting keeps what the network saw in a scene, so that the page Explore and fine-tuning need no second look at it. Beyond this limit the files that were not used for longest are removed.</source>
        <translation>Al segmentar se guarda lo que la red vio en una escena, para que la página Explorar y el ajuste fino no tengan que volver a examinarla. Por encima de este límite se borran los archivos que llevan más tiempo sin usarse.</translation>
    </message>
    <message>
        <source>Segmenting the first date</source>
        <translation>Segmentando la primera fecha</translation>
    </message>
    <message>
        <source>Segmenting the second date</source>
        <translation>Segmentando la segunda fecha</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Segments numbered from 1; 0 where the input is invalid (GeoTIFF).</source>
        <translation>Segmentos numerados desde 1; 0 donde la entrada no es válida (GeoTIFF).</translation>
    </message>
    <message>
        <source>Segments the layer even if it does not look like a radar image.</source>
        <translation>Segmenta la capa aunque no parezca una imagen de radar.</translation>
    </message>
    <message>
        <source>Segments the layer with the choices above. ({keys})</source>
        <translation>Segmenta la capa con las opciones de arriba. ({keys})</translation>
    </message>
    <message>
        <source>Segments the layers that are selected in the layer tree, a folder or a list of files.</source>
        <translation>Segmenta las capas seleccionadas en el árbol de capas, una carpeta o una lista de archivos.</translation>
    </message>
    <message>
        <source>Segments without labels</source>
        <translation>Segmentos sin etiquetas</translation>
    </message>
    <message>
        <source>Select a segment to name it, several to merge them.</source>
        <translation>Seleccione un segmento para darle nombre, varios para unirlos.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Seleccionar todo</translation>
    </message>
    <message>
        <source>Select at least one polygon, or leave the polygons empty.</source>
        <translation>Seleccione al menos un polígono, o deje vacíos los polígonos.</translation>
    </message>
    <message>
        <source>Select polygons, or draw one.</source>
        <translation>Seleccione polígonos o dibuje uno.</translation>
    </message>
    <message>
        <source>Select the polygons to learn from, or do without 'Selected polygons only'.</source>
        <translation>Seleccione los polígonos de los que aprender, o prescinda de «Solo los polígonos seleccionados».</translation>
    </message>
    <message>
        <source>Select two raster layers in the layer panel first.</source>
        <translation>Seleccione primero dos capas ráster en el panel de capas.</translation>
    </message>
    <message>
        <source>Selected polygons only</source>
        <translation>Solo los polígonos seleccionados</translation>
    </message>
    <message>
        <source>Send several requests, one after the other.</source>
        <translation>Envíe varias solicitudes, una tras otra.</translation>
    </message>
    <message>
        <source>Set up Sardino's backend again: Raster &gt; Sardino &gt; Set up model backend.</source>
        <translation>Configure de nuevo el motor de Sardino: Ráster &gt; Sardino &gt; Configurar el motor del modelo.</translation>
    </message>
    <message>
        <source>Set up model backend</source>
        <translation>Configurar el motor del modelo</translation>
    </message>
    <message>
        <source>Set up model backend …</source>
        <translation>Configurar el motor del modelo …</translation>
    </message>
    <message>
        <source>Several bands hold the same polarisation: the first of each is taken.</source>
        <translation>Varias bandas contienen la misma polarización: se toma la primera de cada una.</translation>
    </message>
    <message>
        <source>Several dates</source>
        <translation>Varias fechas</translation>
    </message>
    <message>
        <source>Several dates as one</source>
        <translation>Varias fechas como una</translation>
    </message>
    <message>
        <source>Several scenes …</source>
        <translation>Varias escenas …</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Share of changed pixels (0 to 1)</source>
        <translation>Parte de píxeles cambiados (0 a 1)</translation>
    </message>
    <message>
        <source>Share of pixels in small patches that stay (0 to 1)</source>
        <translation>Parte de píxeles en manchas pequeñas que quedan (0 a 1)</translation>
    </message>
    <message>
        <source>Share of the area that got a class</source>
        <translation>Parte del área que recibió una clase</translation>
    </message>
    <message>
        <source>Share of the area that is unlike what the model was trained on (0 to 1)</source>
        <translation>Parte de la superficie que es distinta de aquello con lo que se entrenó el modelo (de 0 a 1)</translation>
    </message>
    <message>
        <source>Share of the area with a confidence below 50 % (0 to 1)</source>
        <translation>Parte del área con una confianza inferior al 50 % (0 a 1)</translation>
    </message>
    <message>
        <source>Share of the attention that is shown</source>
        <translation>Parte de la atención que se muestra</translation>
    </message>
    <message>
        <source>Share of unfamiliar ground (0 to 1)</source>
        <translation>Parte de terreno no familiar (de 0 a 1)</translation>
    </message>
    <message>
        <source>Show &amp;before</source>
        <translation>Mostrar &amp;antes</translation>
    </message>
    <message>
        <source>Show a&amp;fter</source>
        <translation>Mostrar desp&amp;ués</translation>
    </message>
    <message>
        <source>Show around the point</source>
        <translation>Mostrar alrededor del punto</translation>
    </message>
    <message>
        <source>Show colours on the map</source>
        <translation>Mostrar colores en el mapa</translation>
    </message>
    <message>
        <source>Show the &amp;confidence</source>
        <translation>Mostrar la &amp;confianza</translation>
    </message>
    <message>
        <source>Show the land &amp;cover</source>
        <translation>Mostrar la &amp;cobertura del suelo</translation>
    </message>
    <message>
        <source>Show what the map says</source>
        <translation>Mostrar lo que dice el mapa</translation>
    </message>
    <message>
        <source>Shows the two layers that are selected, or the two topmost ones, on both sides of a line.</source>
        <translation>Muestra las dos capas seleccionadas, o las dos de arriba, a ambos lados de una línea.</translation>
    </message>
    <message>
        <source>Shrubland</source>
        <translation>Matorral</translation>
    </message>
    <message>
        <source>Similar from</source>
        <translation>Similar desde</translation>
    </message>
    <message>
        <source>Similar places</source>
        <translation>Lugares similares</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Similitud</translation>
    </message>
    <message>
        <source>Similarity in percent (GeoTIFF).</source>
        <translation>Similitud en tanto por ciento (GeoTIFF).</translation>
    </message>
    <message>
        <source>Similarity of the scene</source>
        <translation>Similitud de la escena</translation>
    </message>
    <message>
        <source>Simplify borders</source>
        <translation>Simplificar límites</translation>
    </message>
    <message>
        <source>Simplify borders by (pixels)</source>
        <translation>Simplificar límites en (píxeles)</translation>
    </message>
    <message>
        <source>Simplify the polygons (Vector &gt; Geometry Tools &gt; Simplify), or select fewer of them.</source>
        <translation>Simplifique los polígonos (Vectorial &gt; Herramientas de geometría &gt; Simplificar), o seleccione menos.</translation>
    </message>
    <message>
        <source>Size of the file (MB)</source>
        <translation>Tamaño del archivo (MB)</translation>
    </message>
    <message>
        <source>Smaller patches are removed, measured on the ellipsoid. 0: none.</source>
        <translation>Se quitan las manchas menores, medidas sobre el elipsoide. 0: ninguna.</translation>
    </message>
    <message>
        <source>Smaller patches go to the neighbour that is most probable there.</source>
        <translation>Las manchas menores van al vecino más probable allí.</translation>
    </message>
    <message>
        <source>Smooth borders first (3 × 3 majority)</source>
        <translation>Suavizar antes los límites (mayoría 3 × 3)</translation>
    </message>
    <message>
        <source>Snow and ice</source>
        <translation>Nieve y hielo</translation>
    </message>
    <message>
        <source>So it was left out: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Por eso se omite: los píxeles se toman como de 10 m y las áreas no se conocen.</translation>
    </message>
    <message>
        <source>Some marked places lie outside the scene or on ground without data: they do not count.</source>
        <translation>Algunos lugares marcados están fuera de la escena o en terreno sin datos: no cuentan.</translation>
    </message>
    <message>
        <source>Start &amp;from the model</source>
        <translation>Modelo de pa&amp;rtida</translation>
    </message>
    <message>
        <source>Start again: all scenes are then made with the new model, or give the old model.</source>
        <translation>Empiece de nuevo: entonces todas las escenas se hacen con el modelo nuevo. O indique el modelo antiguo.</translation>
    </message>
    <message>
        <source>Start again; a fresh worker will be used. If it happens again, report it with the log.</source>
        <translation>Empiece de nuevo; se usará un proceso auxiliar nuevo. Si vuelve a ocurrir, comuníquelo junto con el registro.</translation>
    </message>
    <message>
        <source>Start again; a fresh worker will be used. If it happens again, segment a smaller extent, close other programs, or choose the CPU.</source>
        <translation>Empiece de nuevo; se usará un proceso auxiliar nuevo. Si vuelve a ocurrir, segmente una extensión menor, cierre otros programas o elija la CPU.</translation>
    </message>
    <message>
        <source>Start from one of its bases, with all polygons.</source>
        <translation>Parta de uno de sus modelos base, con todos los polígonos.</translation>
    </message>
    <message>
        <source>Start from the model</source>
        <translation>Modelo de partida</translation>
    </message>
    <message>
        <source>Start the scheduler and its workers, then start again; finished scenes are kept.</source>
        <translation>Inicie el planificador y sus workers, y empiece otra vez; las escenas terminadas se conservan.</translation>
    </message>
    <message>
        <source>Start the workers with the Python of Sardino's environment, and with Sardino's folder in PYTHONPATH.</source>
        <translation>Inicie los workers con el Python del entorno de Sardino, y con la carpeta de Sardino en PYTHONPATH.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Iniciando …</translation>
    </message>
    <message>
        <source>Store it in tiles: Raster &gt; Conversion &gt; Translate, with the creation option TILED=YES.</source>
        <translation>Guárdelo en teselas: Ráster &gt; Conversión &gt; Traducir, con la opción de creación TILED=YES.</translation>
    </message>
    <message>
        <source>Strata with a single unit have no known variance, so intervals are too short: {strata}.</source>
        <translation>Los estratos con una sola unidad no tienen varianza conocida, así que los intervalos son cortos: {strata}.</translation>
    </message>
    <message>
        <source>Suggest where to label next</source>
        <translation>Sugerir dónde etiquetar a continuación</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Sure to {mean:.0f} % on average in this view, below 50 % on {low:.0f} % of it. This is the classifier's own opinion, not an accuracy.</source>
        <translation>Seguro al {mean:.0f} % de media en esta vista, por debajo del 50 % en el {low:.0f} % de ella. Es la opinión del propio clasificador, no una exactitud.</translation>
    </message>
    <message>
        <source>Swipe on the map</source>
        <translation>Deslizar sobre el mapa</translation>
    </message>
    <message>
        <source>Switches between the map of the base model and that of the new one.</source>
        <translation>Alterna entre el mapa del modelo base y el del nuevo.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <source>Table of changes</source>
        <translation>Tabla de cambios</translation>
    </message>
    <message>
        <source>Table of failures</source>
        <translation>Tabla de fallos</translation>
    </message>
    <message>
        <source>Take the character out: no name can have it.</source>
        <translation>Quite el carácter: ningún nombre puede contenerlo.</translation>
    </message>
    <message>
        <source>Take the last place back (Ctrl+Z)</source>
        <translation>Deshacer el último lugar (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Take the packages from a &amp;folder (no internet)</source>
        <translation>&amp;Tomar los paquetes de una carpeta (sin internet)</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Interpretada como</translation>
    </message>
    <message>
        <source>Takes the last place back (Ctrl+Z).</source>
        <translation>Deshace el último lugar (Ctrl+Z).</translation>
    </message>
    <message>
        <source>Takes the layers of the last run out of the project; the files stay.</source>
        <translation>Quita del proyecto las capas de la última ejecución; los archivos se conservan.</translation>
    </message>
    <message>
        <source>Teach by clicking</source>
        <translation>Enseñar con clics</translation>
    </message>
    <message>
        <source>Teach on the map</source>
        <translation>Enseñar en el mapa</translation>
    </message>
    <message>
        <source>Temporary instead: deleted when QGIS is closed.</source>
        <translation>En su lugar, temporales: se borran al cerrar QGIS.</translation>
    </message>
    <message>
        <source>Text for the attribute 'model'. Empty: what the map's file says.</source>
        <translation>Texto del atributo 'model'. Vacío: lo que diga el archivo del mapa.</translation>
    </message>
    <message>
        <source>Text for the attribute 'scene'. Empty: what the map's file says.</source>
        <translation>Texto del atributo 'scene'. Vacío: lo que diga el archivo del mapa.</translation>
    </message>
    <message>
        <source>That would be {points} points.</source>
        <translation>Serían {points} puntos.</translation>
    </message>
    <message>
        <source>The Python that the environment is made from. It is not changed.</source>
        <translation>El Python a partir del cual se crea el entorno. No se modifica.</translation>
    </message>
    <message>
        <source>The QGIS profile cannot be written to: {reason}</source>
        <translation>No se puede escribir en el perfil de QGIS: {reason}</translation>
    </message>
    <message>
        <source>The QGIS profile's folder cannot be written to</source>
        <translation>No se puede escribir en la carpeta del perfil de QGIS</translation>
    </message>
    <message>
        <source>The accuracy of this map was not measured: nobody compared it with a reference.</source>
        <translation>La exactitud de este mapa no se ha medido: nadie lo comparó con una referencia.</translation>
    </message>
    <message>
        <source>The answer is too long</source>
        <translation>La respuesta es demasiado larga</translation>
    </message>
    <message>
        <source>The attention could not be written</source>
        <translation>No se pudo escribir la atención</translation>
    </message>
    <message>
        <source>The attention is a layer of the project now: {file}</source>
        <translation>La atención es ahora una capa del proyecto: {file}</translation>
    </message>
    <message>
        <source>The band does not exist</source>
        <translation>La banda no existe</translation>
    </message>
    <message>
        <source>The bands of '{name}' cannot be told apart.</source>
        <translation>Las bandas de «{name}» no se pueden distinguir.</translation>
    </message>
    <message>
        <source>The base model is never overwritten.</source>
        <translation>El modelo base nunca se sobrescribe.</translation>
    </message>
    <message>
        <source>The calibration factor in the file's tags leads to no backscatter: it is left out.</source>
        <translation>El factor de calibración de las etiquetas del archivo no da una retrodispersión: no se usa.</translation>
    </message>
    <message>
        <source>The calibration of a scene is unknown: its level may differ between the dates without any change of the ground.</source>
        <translation>La calibración de una escena es desconocida: su nivel puede diferir entre las fechas sin ningún cambio del suelo.</translation>
    </message>
    <message>
        <source>The class could not be saved: the layer cannot be edited.</source>
        <translation>La clase no se pudo guardar: la capa no se puede editar.</translation>
    </message>
    <message>
        <source>The classes are not JSON: {reason}.</source>
        <translation>Las clases no son JSON: {reason}.</translation>
    </message>
    <message>
        <source>The classes are not a list of classes.</source>
        <translation>Las clases no son una lista de clases.</translation>
    </message>
    <message>
        <source>The classes of the model are not known yet.</source>
        <translation>Las clases del modelo aún no se conocen.</translation>
    </message>
    <message>
        <source>The code of '{name}' has to be from 1 to {largest}.</source>
        <translation>El código de «{name}» debe estar entre 1 y {largest}.</translation>
    </message>
    <message>
        <source>The colours are a layer of the project now.</source>
        <translation>Los colores son ahora una capa del proyecto.</translation>
    </message>
    <message>
        <source>The computer ran out of memory.</source>
        <translation>El equipo se quedó sin memoria.</translation>
    </message>
    <message>
        <source>The confidence of the same run: a picture, and the confidence of each class.</source>
        <translation>La confianza de la misma ejecución: una imagen, y la confianza de cada clase.</translation>
    </message>
    <message>
        <source>The coordinate system is none of a map: pixels are taken as 10 m, areas are unknown.</source>
        <translation>El sistema de coordenadas no es el de un mapa: los píxeles se toman como de 10 m y las áreas no se conocen.</translation>
    </message>
    <message>
        <source>The coordinate system is unknown: pixels are taken as 10 m, and areas are unknown.</source>
        <translation>El sistema de coordenadas no se conoce: los píxeles se toman como de 10 m y las áreas no se conocen.</translation>
    </message>
    <message>
        <source>The coordinate system of the file cannot be read.</source>
        <translation>No se puede leer el sistema de coordenadas del archivo.</translation>
    </message>
    <message>
        <source>The coordinates do not fit: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Las coordenadas no encajan: los píxeles se toman como de 10 m y las áreas no se conocen.</translation>
    </message>
    <message>
        <source>The dates are not calibrated: a brighter date counts more than a darker one.</source>
        <translation>Las fechas no están calibradas: una fecha más clara cuenta más que una más oscura.</translation>
    </message>
    <message>
        <source>The device is not available</source>
        <translation>El dispositivo no está disponible</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>El disco está lleno</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>El disco está lleno.</translation>
    </message>
    <message>
        <source>The earlier layer ({first}) was taken after the later layer ({second}): exchange them.</source>
        <translation>La capa anterior ({first}) se tomó después de la posterior ({second}): intercámbielas.</translation>
    </message>
    <message>
        <source>The engine is not available</source>
        <translation>El motor no está disponible</translation>
    </message>
    <message>
        <source>The example places cannot be used</source>
        <translation>Los lugares de ejemplo no se pueden usar</translation>
    </message>
    <message>
        <source>The extent and the polygon have no place in common in this scene.</source>
        <translation>La extensión y el polígono no coinciden en ninguna parte de esta escena.</translation>
    </message>
    <message>
        <source>The extent and the scene have no place in common.</source>
        <translation>La extensión y la escena no se solapan.</translation>
    </message>
    <message>
        <source>The extent cannot be found in the scene's coordinate system.</source>
        <translation>La extensión no se puede situar en el sistema de coordenadas de la escena.</translation>
    </message>
    <message>
        <source>The extent does not overlap '{name}'.</source>
        <translation>La extensión no se solapa con «{name}».</translation>
    </message>
    <message>
        <source>The extent lies outside the layer</source>
        <translation>La extensión está fuera de la capa</translation>
    </message>
    <message>
        <source>The extent lies outside the place that both scenes show.</source>
        <translation>La extensión está fuera del lugar que muestran ambas escenas.</translation>
    </message>
    <message>
        <source>The extent lies outside the scene.</source>
        <translation>La extensión está fuera de la escena.</translation>
    </message>
    <message>
        <source>The extent or the polygons cannot be used</source>
        <translation>La extensión o los polígonos no se pueden usar</translation>
    </message>
    <message>
        <source>The features are not those of this scene.</source>
        <translation>Las características no son las de esta escena.</translation>
    </message>
    <message>
        <source>The features cannot be kept</source>
        <translation>Las características no se pueden guardar</translation>
    </message>
    <message>
        <source>The field that holds the class, numbers or words. Several, with semicolons if layers differ.</source>
        <translation>El campo que contiene la clase, con números o textos. Varios, separados por punto y coma, si las capas difieren.</translation>
    </message>
    <message>
        <source>The figures hold for the whole map only if the places were chosen at random.</source>
        <translation>Las cifras valen para todo el mapa solo si los lugares se eligieron al azar.</translation>
    </message>
    <message>
        <source>The file does not say what its numbers are. They look like decibels that were multiplied to be stored as whole numbers, and are read so. If they are not, choose the units yourself.</source>
        <translation>El archivo no dice qué son sus números. Parecen decibelios multiplicados para guardarse como números enteros, y se leen así. Si no lo son, elija usted las unidades.</translation>
    </message>
    <message>
        <source>The file python (python.exe) of an environment that has the packages already.</source>
        <translation>El archivo python (python.exe) de un entorno que ya tiene los paquetes.</translation>
    </message>
    <message>
        <source>The folder has no packages (.whl): fill it first.</source>
        <translation>La carpeta no contiene paquetes (.whl): llénela primero.</translation>
    </message>
    <message>
        <source>The folder has no {package}.</source>
        <translation>La carpeta no contiene {package}.</translation>
    </message>
    <message>
        <source>The georeference gives pixels without an area.</source>
        <translation>La georreferencia da píxeles sin área.</translation>
    </message>
    <message>
        <source>The georeference has coordinates too large to be places.</source>
        <translation>La georreferencia tiene coordenadas demasiado grandes para ser lugares.</translation>
    </message>
    <message>
        <source>The georeference has pixels smaller than the rounding of its coordinates.</source>
        <translation>La georreferencia tiene píxeles más pequeños que el redondeo de sus coordenadas.</translation>
    </message>
    <message>
        <source>The georeference holds numbers that are not finite.</source>
        <translation>La georreferencia contiene números que no son finitos.</translation>
    </message>
    <message>
        <source>The ground control points are no places.</source>
        <translation>Los puntos de control no son lugares.</translation>
    </message>
    <message>
        <source>The ground control points contradict each other.</source>
        <translation>Los puntos de control se contradicen.</translation>
    </message>
    <message>
        <source>The ground control points lie on one line.</source>
        <translation>Los puntos de control están en una línea.</translation>
    </message>
    <message>
        <source>The ground control points of the scene contradict each other.</source>
        <translation>Los puntos de control de la escena se contradicen.</translation>
    </message>
    <message>
        <source>The image is located by ground control points only, and so are the products.</source>
        <translation>La imagen solo está georreferenciada mediante puntos de control, y los productos también.</translation>
    </message>
    <message>
        <source>The kept features cannot be read</source>
        <translation>Las características guardadas no se pueden leer</translation>
    </message>
    <message>
        <source>The kept features do not apply any more</source>
        <translation>Las características guardadas ya no son válidas</translation>
    </message>
    <message>
        <source>The kept features of the scene are damaged or of another version.</source>
        <translation>Las características guardadas de la escena están dañadas o son de otra versión.</translation>
    </message>
    <message>
        <source>The kept features of the scene are no longer there.</source>
        <translation>Las características guardadas de la escena ya no están.</translation>
    </message>
    <message>
        <source>The label layer could not be made</source>
        <translation>No se pudo crear la capa de etiquetas</translation>
    </message>
    <message>
        <source>The label layer has unsaved edits; they are learned from too.</source>
        <translation>La capa de etiquetas tiene cambios sin guardar; también se aprende de ellos.</translation>
    </message>
    <message>
        <source>The labels are fine.</source>
        <translation>Las etiquetas están bien.</translation>
    </message>
    <message>
        <source>The labels cannot be used</source>
        <translation>Las etiquetas no se pueden usar</translation>
    </message>
    <message>
        <source>The land cover is a layer of the project now.</source>
        <translation>La cobertura del suelo es ahora una capa del proyecto.</translation>
    </message>
    <message>
        <source>The layer cannot be read</source>
        <translation>La capa no se puede leer</translation>
    </message>
    <message>
        <source>The layer cannot be used</source>
        <translation>La capa no se puede usar</translation>
    </message>
    <message>
        <source>The layer comes from a map server, which sends pictures and no radar values: download the scene as a file</source>
        <translation>La capa procede de un servidor de mapas, que envía imágenes y no valores de radar: descargue la escena como archivo</translation>
    </message>
    <message>
        <source>The layer could not be copied for the worker</source>
        <translation>No se pudo copiar la capa para el proceso auxiliar</translation>
    </message>
    <message>
        <source>The layer does not look like a radar image.</source>
        <translation>La capa no parece una imagen de radar.</translation>
    </message>
    <message>
        <source>The layer does not say how it was made: model, parameters and origin are unknown.</source>
        <translation>La capa no dice cómo se hizo: se desconocen modelo, parámetros y origen.</translation>
    </message>
    <message>
        <source>The layer group '{name}' holds no radar layer.</source>
        <translation>El grupo de capas «{name}» no contiene ninguna capa de radar.</translation>
    </message>
    <message>
        <source>The layer group cannot be used</source>
        <translation>El grupo de capas no se puede usar</translation>
    </message>
    <message>
        <source>The layer is no file on this computer.</source>
        <translation>La capa no es un archivo de este equipo.</translation>
    </message>
    <message>
        <source>The layer is not available: repair its data source</source>
        <translation>La capa no está disponible: repare su fuente de datos</translation>
    </message>
    <message>
        <source>The layer is not available: repair its data source, or choose another one</source>
        <translation>La capa no está disponible: repare su fuente de datos o elija otra</translation>
    </message>
    <message>
        <source>The layer is too large</source>
        <translation>La capa es demasiado grande</translation>
    </message>
    <message>
        <source>The layer lies on a network</source>
        <translation>La capa está en una red</translation>
    </message>
    <message>
        <source>The layer's folder goes with the next update of Sardino.</source>
        <translation>La carpeta de la capa desaparece con la próxima actualización de Sardino.</translation>
    </message>
    <message>
        <source>The layer's folder is on a network share.</source>
        <translation>La carpeta de la capa está en un recurso de red.</translation>
    </message>
    <message>
        <source>The layer's folder is temporary itself.</source>
        <translation>La carpeta de la capa es a su vez temporal.</translation>
    </message>
    <message>
        <source>The layer's folder may not be written to.</source>
        <translation>No se puede escribir en la carpeta de la capa.</translation>
    </message>
    <message>
        <source>The layers made lie on its grid.</source>
        <translation>Las capas hechas están en su cuadrícula.</translation>
    </message>
    <message>
        <source>The layers were taken from different tracks ({first} and {second}): hills and houses look different from another side without any change of the ground.</source>
        <translation>Las capas son de trazas diferentes ({first} y {second}): colinas y casas se ven distintas desde otro lado sin ningún cambio del suelo.</translation>
    </message>
    <message>
        <source>The limiting geometry has coordinates that are not finite.</source>
        <translation>La geometría que limita tiene coordenadas que no son finitas.</translation>
    </message>
    <message>
        <source>The limiting geometry holds no polygon.</source>
        <translation>La geometría límite no contiene ningún polígono.</translation>
    </message>
    <message>
        <source>The limiting geometry is no GeoJSON polygon.</source>
        <translation>La geometría límite no es un polígono GeoJSON.</translation>
    </message>
    <message>
        <source>The map is a layer of the project now.</source>
        <translation>El mapa es ahora una capa del proyecto.</translation>
    </message>
    <message>
        <source>The map is doubtful.</source>
        <translation>El mapa es dudoso.</translation>
    </message>
    <message>
        <source>The map is doubtful: mean confidence {mean:.0f} %, below 50 % on {low:.0f} % of the area.</source>
        <translation>El mapa es dudoso: confianza media {mean:.0f} %, menos del 50 % en el {low:.0f} % de la superficie.</translation>
    </message>
    <message>
        <source>The map's confidence: neighbours vote with it. Empty: each has one vote.</source>
        <translation>La confianza del mapa: los vecinos votan con ella. Vacío: cada uno tiene un voto.</translation>
    </message>
    <message>
        <source>The maps of all scenes of a folder, a list or several layers.</source>
        <translation>Los mapas de todas las escenas de una carpeta, una lista o varias capas.</translation>
    </message>
    <message>
        <source>The maps of {count} more scenes are in the folder.</source>
        <translation>Los mapas de {count} escenas más están en la carpeta.</translation>
    </message>
    <message>
        <source>The marked places cannot be used</source>
        <translation>Los lugares marcados no se pueden usar</translation>
    </message>
    <message>
        <source>The marked places lie on ground without data.</source>
        <translation>Los lugares marcados están en terreno sin datos.</translation>
    </message>
    <message>
        <source>The marked places lie outside the scene.</source>
        <translation>Los lugares marcados están fuera de la escena.</translation>
    </message>
    <message>
        <source>The mean of several dates of one place, with less speckle, and how the dates vary.</source>
        <translation>La media de varias fechas de un lugar, con menos moteado, y cómo varían las fechas.</translation>
    </message>
    <message>
        <source>The minimum mapping unit is too large for this raster</source>
        <translation>La unidad mínima cartografiable es demasiado grande para este ráster</translation>
    </message>
    <message>
        <source>The model backend is of another version of Sardino.</source>
        <translation>El motor del modelo es de otra versión de Sardino.</translation>
    </message>
    <message>
        <source>The model backend is ready.</source>
        <translation>El motor del modelo está listo.</translation>
    </message>
    <message>
        <source>The model cannot be read</source>
        <translation>El modelo no se puede leer</translation>
    </message>
    <message>
        <source>The model does not know its training data</source>
        <translation>El modelo no conoce sus datos de entrenamiento</translation>
    </message>
    <message>
        <source>The model does not run in this environment</source>
        <translation>El modelo no se ejecuta en este entorno</translation>
    </message>
    <message>
        <source>The model has changed since the scene's features were kept.</source>
        <translation>El modelo ha cambiado desde que se guardaron las características de la escena.</translation>
    </message>
    <message>
        <source>The model is sure of most of it.</source>
        <translation>El modelo está seguro de la mayor parte.</translation>
    </message>
    <message>
        <source>The model is there already.</source>
        <translation>El modelo ya está ahí.</translation>
    </message>
    <message>
        <source>The model learns from all of them at once. Del takes one out.</source>
        <translation>El modelo aprende de todas a la vez. Supr quita una.</translation>
    </message>
    <message>
        <source>The model looks at the whole scene once. All that follows is then answered at once.</source>
        <translation>El modelo examina toda la escena una vez. Después, todo lo demás se responde al momento.</translation>
    </message>
    <message>
        <source>The model needs a Python environment of its own. 'Set up model backend' makes it, once; QGIS itself stays as it is.</source>
        <translation>El modelo necesita un entorno de Python propio. «Configurar el motor del modelo» lo crea una sola vez; QGIS queda como está.</translation>
    </message>
    <message>
        <source>The model that made this map is no longer installed: its card is left out.</source>
        <translation>El modelo que hizo este mapa ya no está instalado: falta su ficha.</translation>
    </message>
    <message>
        <source>The model was not found</source>
        <translation>No se encontró el modelo</translation>
    </message>
    <message>
        <source>The model's card has no scores on such scenes.</source>
        <translation>La ficha del modelo no tiene puntuaciones para escenas así.</translation>
    </message>
    <message>
        <source>The model's card is left out: {reason}</source>
        <translation>Falta la ficha del modelo: {reason}</translation>
    </message>
    <message>
        <source>The most frequent class around each pixel, before patches are removed. It rounds corners.</source>
        <translation>La clase más frecuente alrededor de cada píxel, antes de quitar manchas. Redondea esquinas.</translation>
    </message>
    <message>
        <source>The most likely class of every pixel, in the model's colours.</source>
        <translation>La clase más probable de cada píxel, en los colores del modelo.</translation>
    </message>
    <message>
        <source>The most that the model's process may take, of the computer's memory and of a GPU's. With less, it works in smaller pieces. On macOS it only holds for the GPU and the caches.</source>
        <translation>Lo máximo que puede ocupar el proceso del modelo, de la memoria del equipo y de la de una GPU. Con menos, trabaja en partes más pequeñas. En macOS solo rige para la GPU y las cachés.</translation>
    </message>
    <message>
        <source>The name of the source is no name of a file.</source>
        <translation>El nombre de la fuente no es un nombre de archivo.</translation>
    </message>
    <message>
        <source>The new map, on the same grid and with the same colours.</source>
        <translation>El mapa nuevo, en la misma cuadrícula y con los mismos colores.</translation>
    </message>
    <message>
        <source>The one selected polygon.</source>
        <translation>El único polígono seleccionado.</translation>
    </message>
    <message>
        <source>The output folder cannot be written to</source>
        <translation>No se puede escribir en la carpeta de salida</translation>
    </message>
    <message>
        <source>The output folder is a file: {}. Choose a folder.</source>
        <translation>La carpeta de salida es un archivo: {}. Elija una carpeta.</translation>
    </message>
    <message>
        <source>The package index gives no SHA-256 of {file}.</source>
        <translation>El índice de paquetes no da ningún SHA-256 de {file}.</translation>
    </message>
    <message>
        <source>The package index has no {name} {version} for this system.</source>
        <translation>El índice de paquetes no tiene {name} {version} para este sistema.</translation>
    </message>
    <message>
        <source>The package index names a file that leads out of its folder.</source>
        <translation>El índice de paquetes nombra un archivo que lleva fuera de su carpeta.</translation>
    </message>
    <message>
        <source>The packages could not be downloaded</source>
        <translation>No se pudieron descargar los paquetes</translation>
    </message>
    <message>
        <source>The page 'Segment' makes an attention layer of the whole scene</source>
        <translation>La página «Segmentar» crea una capa de atención de toda la escena</translation>
    </message>
    <message>
        <source>The parameters do not fit together</source>
        <translation>Los parámetros no son compatibles entre sí</translation>
    </message>
    <message>
        <source>The pixels are larger than 40 m: expect a rough map.</source>
        <translation>Los píxeles son mayores de 40 m: cuente con un mapa poco preciso.</translation>
    </message>
    <message>
        <source>The place is held. Click on the map to let it go.</source>
        <translation>El lugar está fijado. Haga clic en el mapa para soltarlo.</translation>
    </message>
    <message>
        <source>The places that get most, up to this share of all attention; the DINO paper takes 60 %.</source>
        <translation>Los lugares que más reciben, hasta esta parte de toda la atención; el artículo de DINO toma el 60 %.</translation>
    </message>
    <message>
        <source>The plugin and its backend may be of different versions: set up the backend again.</source>
        <translation>El complemento y su motor pueden ser de versiones distintas: configure de nuevo el motor.</translation>
    </message>
    <message>
        <source>The points, with a form to choose their class.</source>
        <translation>Los puntos, con un formulario para elegir su clase.</translation>
    </message>
    <message>
        <source>The polygon lies outside the scene.</source>
        <translation>El polígono está fuera de la escena.</translation>
    </message>
    <message>
        <source>The polygons could not be written</source>
        <translation>No se pudieron escribir los polígonos</translation>
    </message>
    <message>
        <source>The polygons have too many vertices</source>
        <translation>Los polígonos tienen demasiados vértices</translation>
    </message>
    <message>
        <source>The polygons lie where {crs} is not defined.</source>
        <translation>Los polígonos están donde {crs} no está definido.</translation>
    </message>
    <message>
        <source>The polygons, styled by class, as a GeoPackage.</source>
        <translation>Los polígonos, con estilo por clase, como GeoPackage.</translation>
    </message>
    <message>
        <source>The probability layer says how likely a change to this class is (80: water). 0: any change.</source>
        <translation>La capa de probabilidad dice cuán probable es un cambio a esta clase (80: agua). 0: cualquier cambio.</translation>
    </message>
    <message>
        <source>The probability layer says how likely a change to this class is.</source>
        <translation>La capa de probabilidad dice cuán probable es un cambio a esta clase.</translation>
    </message>
    <message>
        <source>The process of a scene ended</source>
        <translation>Terminó el proceso de una escena</translation>
    </message>
    <message>
        <source>The profile's path is long: if the set-up fails, enable long paths in Windows</source>
        <translation>La ruta del perfil es larga: si la configuración falla, active las rutas largas en Windows</translation>
    </message>
    <message>
        <source>The radar layer: one polarisation, or both in its bands.</source>
        <translation>La capa de radar: una polarización, o ambas en sus bandas.</translation>
    </message>
    <message>
        <source>The reference data cannot be used</source>
        <translation>Los datos de referencia no se pueden usar</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>El informe está en el portapapeles.</translation>
    </message>
    <message>
        <source>The result cannot be written</source>
        <translation>El resultado no se puede escribir</translation>
    </message>
    <message>
        <source>The result is a GeoTIFF: choose a file that ends with .tif.</source>
        <translation>El resultado es un GeoTIFF: elija un archivo que termine en .tif.</translation>
    </message>
    <message>
        <source>The run ended without a reason. Look at the log (View &gt; Panels &gt; Log Messages &gt; Sardino).</source>
        <translation>La ejecución terminó sin indicar el motivo. Consulte el registro (Ver &gt; Paneles &gt; Mensajes del registro &gt; Sardino).</translation>
    </message>
    <message>
        <source>The same as on the page 'Segment', where it is said how it is read.</source>
        <translation>La misma que en la página «Segmentar», donde se indica cómo se lee.</translation>
    </message>
    <message>
        <source>The same for printing.</source>
        <translation>Lo mismo para imprimir.</translation>
    </message>
    <message>
        <source>The same seed gives the same points.</source>
        <translation>La misma semilla da los mismos puntos.</translation>
    </message>
    <message>
        <source>The same seed gives the same points. Another seed gives another sample.</source>
        <translation>La misma semilla da los mismos puntos. Otra semilla da otra muestra.</translation>
    </message>
    <message>
        <source>The same seed gives the same segments.</source>
        <translation>La misma semilla da los mismos segmentos.</translation>
    </message>
    <message>
        <source>The same seed, labels and scenes give the same model.</source>
        <translation>La misma semilla, las mismas etiquetas y las mismas escenas dan el mismo modelo.</translation>
    </message>
    <message>
        <source>The scene has changed since its features were kept.</source>
        <translation>La escena ha cambiado desde que se guardaron sus características.</translation>
    </message>
    <message>
        <source>The scene has no valid pixel.</source>
        <translation>La escena no tiene ningún píxel válido.</translation>
    </message>
    <message>
        <source>The scenes differ in resolution: small places may change for this reason alone.</source>
        <translation>Las escenas difieren en resolución: lugares pequeños pueden cambiar solo por eso.</translation>
    </message>
    <message>
        <source>The scheduler has gone</source>
        <translation>El planificador ya no está</translation>
    </message>
    <message>
        <source>The set-up did not succeed</source>
        <translation>La configuración no se completó</translation>
    </message>
    <message>
        <source>The similarity is a layer of the project now.</source>
        <translation>La similitud es ahora una capa del proyecto.</translation>
    </message>
    <message>
        <source>The size of the view is not valid.</source>
        <translation>El tamaño de la vista no es válido.</translation>
    </message>
    <message>
        <source>The source stands for data on a server.</source>
        <translation>La fuente representa datos de un servidor.</translation>
    </message>
    <message>
        <source>The stack has no part.</source>
        <translation>La pila no tiene ninguna parte.</translation>
    </message>
    <message>
        <source>The stack on the radar layer's grid, each band with its name (GeoTIFF).</source>
        <translation>La pila en la cuadrícula de la capa de radar, cada banda con su nombre (GeoTIFF).</translation>
    </message>
    <message>
        <source>The style of {} could not be saved: {}</source>
        <translation>No se pudo guardar el estilo de {}: {}</translation>
    </message>
    <message>
        <source>The system may have ended the process for lack of memory: use fewer workers or set a limit of memory. Then start again; finished scenes are kept.</source>
        <translation>Quizá el sistema terminó el proceso por falta de memoria: use menos procesos o fije un límite de memoria. Después empiece otra vez; las escenas terminadas se conservan.</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>El texto</translation>
    </message>
    <message>
        <source>The training was cut short.</source>
        <translation>El entrenamiento se interrumpió.</translation>
    </message>
    <message>
        <source>The training went astray: the loss is no longer a number.</source>
        <translation>El entrenamiento divergió: la pérdida ya no es un número.</translation>
    </message>
    <message>
        <source>The two coordinate systems cannot be related to each other.</source>
        <translation>Los dos sistemas de coordenadas no se pueden relacionar entre sí.</translation>
    </message>
    <message>
        <source>The two files were given in the other order: the second holds the co-pol band.</source>
        <translation>Los dos archivos se indicaron en el orden contrario: el segundo contiene la banda copolar.</translation>
    </message>
    <message>
        <source>The two polarisations do not match</source>
        <translation>Las dos polarizaciones no concuerdan</translation>
    </message>
    <message>
        <source>The values are not calibrated: brightness is judged relative to the whole scene.</source>
        <translation>Los valores no están calibrados: el brillo se juzga en relación con toda la escena.</translation>
    </message>
    <message>
        <source>The view is too large for one answer.</source>
        <translation>La vista es demasiado grande para una sola respuesta.</translation>
    </message>
    <message>
        <source>The whole scene (CLS token)</source>
        <translation>Toda la escena (token CLS)</translation>
    </message>
    <message>
        <source>The worker cannot read this format; QGIS copies the layer for it.</source>
        <translation>El proceso auxiliar no puede leer este formato; QGIS copia la capa para él.</translation>
    </message>
    <message>
        <source>The {count} selected polygons.</source>
        <translation>Los {count} polígonos seleccionados.</translation>
    </message>
    <message>
        <source>Then &amp;segment the view</source>
        <translation>Se&amp;gmentar después la vista</translation>
    </message>
    <message>
        <source>There are neither features nor a scene.</source>
        <translation>No hay ni características ni escena.</translation>
    </message>
    <message>
        <source>There are places of one class only.</source>
        <translation>Solo hay lugares de una clase.</translation>
    </message>
    <message>
        <source>There are too few training places for a reference of familiarity.</source>
        <translation>Hay muy pocos lugares de entrenamiento para una referencia de familiaridad.</translation>
    </message>
    <message>
        <source>There are too many places already.</source>
        <translation>Ya hay demasiados lugares.</translation>
    </message>
    <message>
        <source>There are {layers} label layers but {fields} fields.</source>
        <translation>Hay {layers} capas de etiquetas pero {fields} campos.</translation>
    </message>
    <message>
        <source>There are {scenes} scenes but {second} second layers.</source>
        <translation>Hay {scenes} escenas pero {second} segundas capas.</translation>
    </message>
    <message>
        <source>There is no data at this place.</source>
        <translation>No hay datos en este lugar.</translation>
    </message>
    <message>
        <source>There is no georeference: pixels are taken as 10 m, and areas are unknown.</source>
        <translation>No hay georreferencia: los píxeles se toman como de 10 m y las áreas no se conocen.</translation>
    </message>
    <message>
        <source>There is no label layer.</source>
        <translation>No hay capa de etiquetas.</translation>
    </message>
    <message>
        <source>There is no layer group '{name}'.</source>
        <translation>No hay ningún grupo de capas «{name}».</translation>
    </message>
    <message>
        <source>There is no place in the layer or selection.</source>
        <translation>No hay ningún lugar en la capa o en la selección.</translation>
    </message>
    <message>
        <source>There is no point or polygon in the layer or selection.</source>
        <translation>No hay ningún punto ni polígono en la capa o la selección.</translation>
    </message>
    <message>
        <source>There is no polygon in the layer or selection.</source>
        <translation>No hay ningún polígono en la capa o la selección.</translation>
    </message>
    <message>
        <source>There is no polygon with a class.</source>
        <translation>No hay ningún polígono con clase.</translation>
    </message>
    <message>
        <source>There is no scene to segment.</source>
        <translation>No hay escena que segmentar.</translation>
    </message>
    <message>
        <source>There is no scene.</source>
        <translation>No hay escena.</translation>
    </message>
    <message>
        <source>There is no second map yet. Segment with the base model and with the new one.</source>
        <translation>Aún no hay un segundo mapa. Segmente con el modelo base y con el nuevo.</translation>
    </message>
    <message>
        <source>There is no segment at this place.</source>
        <translation>No hay ningún segmento en este lugar.</translation>
    </message>
    <message>
        <source>There is no such program.</source>
        <translation>No existe ese programa.</translation>
    </message>
    <message>
        <source>There is nothing to learn from</source>
        <translation>No hay nada de lo que aprender</translation>
    </message>
    <message>
        <source>There is nothing to tell apart</source>
        <translation>No hay nada que distinguir</translation>
    </message>
    <message>
        <source>There is nothing valid to segment</source>
        <translation>No hay nada válido que segmentar</translation>
    </message>
    <message>
        <source>These layers show the same place. Ticked dates are averaged with the layer: less speckle.</source>
        <translation>Estas capas muestran el mismo lugar. Las fechas marcadas se promedian con la capa: menos moteado.</translation>
    </message>
    <message>
        <source>They are made again at the next run on this scene.</source>
        <translation>Se crean de nuevo en la próxima ejecución con esta escena.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este equipo</translation>
    </message>
    <message>
        <source>This computer has no Python that the model runs on, and none could be fetched: {reason}</source>
        <translation>Este equipo no tiene ningún Python en el que se ejecute el modelo, y no se pudo descargar ninguno: {reason}</translation>
    </message>
    <message>
        <source>This does not look like a radar image</source>
        <translation>Esto no parece una imagen de radar</translation>
    </message>
    <message>
        <source>This field has {count} different values. Choose the one that holds the class.</source>
        <translation>Este campo tiene {count} valores distintos. Elija el que contiene la clase.</translation>
    </message>
    <message>
        <source>This model was fine-tuned on top of fine-tuned models too many times.</source>
        <translation>Este modelo se ajustó demasiadas veces sobre modelos ya ajustados.</translation>
    </message>
    <message>
        <source>This needs PyTorch</source>
        <translation>Esto necesita PyTorch</translation>
    </message>
    <message>
        <source>This place lies outside the scene.</source>
        <translation>Este lugar está fuera de la escena.</translation>
    </message>
    <message>
        <source>This scene has {band} alone, calibrated.</source>
        <translation>Esta escena solo tiene {band}, calibrado.</translation>
    </message>
    <message>
        <source>This scene has {band} alone, uncalibrated.</source>
        <translation>Esta escena solo tiene {band}, sin calibrar.</translation>
    </message>
    <message>
        <source>This scene has {first} and {second}, uncalibrated.</source>
        <translation>Esta escena tiene {first} y {second}, sin calibrar.</translation>
    </message>
    <message>
        <source>Threshold of embeddings</source>
        <translation>Umbral de las representaciones</translation>
    </message>
    <message>
        <source>Tick at least one of the layers to add</source>
        <translation>Marque al menos una de las capas que se añaden</translation>
    </message>
    <message>
        <source>Tick at least two expected classes</source>
        <translation>Marque al menos dos clases esperadas</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>To draw and to check, choose a label layer or make a new one.</source>
        <translation>Para dibujar y comprobar, elija una capa de etiquetas o cree una nueva.</translation>
    </message>
    <message>
        <source>To interpret</source>
        <translation>Por interpretar</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Para saber</translation>
    </message>
    <message>
        <source>To polygons</source>
        <translation>A polígonos</translation>
    </message>
    <message>
        <source>Too many files are open at the same time.</source>
        <translation>Hay demasiados archivos abiertos a la vez.</translation>
    </message>
    <message>
        <source>Train again; what it had worked out about the scenes is kept and makes it quicker.</source>
        <translation>Entrene de nuevo; lo ya calculado sobre las escenas se conserva y acelera el proceso.</translation>
    </message>
    <message>
        <source>Trained in {time} on {device}.</source>
        <translation>Entrenado en {time} con {device}.</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Datos de entrenamiento</translation>
    </message>
    <message>
        <source>Training the whole network</source>
        <translation>Entrenando toda la red</translation>
    </message>
    <message>
        <source>Training the whole network did not help on held-out polygons: the fast result was kept.</source>
        <translation>Entrenar toda la red no mejoró el resultado en los polígonos reservados: se conservó el resultado rápido.</translation>
    </message>
    <message>
        <source>Training, with polygons held out in turn</source>
        <translation>Entrenamiento, reservando polígonos por turnos</translation>
    </message>
    <message>
        <source>Trains a model on polygons of your own.</source>
        <translation>Entrena un modelo con polígonos propios.</translation>
    </message>
    <message>
        <source>Trains a model that the page 'Segment' can use on other scenes, too.</source>
        <translation>Entrena un modelo que la página «Segmentar» puede usar también en otras escenas.</translation>
    </message>
    <message>
        <source>Trains a new model on the labels. ({keys})</source>
        <translation>Entrena un modelo nuevo con las etiquetas. ({keys})</translation>
    </message>
    <message>
        <source>Tree cover</source>
        <translation>Cobertura arbórea</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Two classes have the same code.</source>
        <translation>Dos clases tienen el mismo código.</translation>
    </message>
    <message>
        <source>Two or more layers of one place. The first one gives the grid.</source>
        <translation>Dos o más capas de un lugar. La primera da la cuadrícula.</translation>
    </message>
    <message>
        <source>Under this name it is listed. Empty: named after the first radar layer.</source>
        <translation>Con este nombre aparece en la lista. Vacío: toma el nombre de la primera capa de radar.</translation>
    </message>
    <message>
        <source>Under this name the new model is listed. The base model stays as it is.</source>
        <translation>Con este nombre aparece el modelo nuevo en la lista. El modelo base queda como está.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Unidades</translation>
    </message>
    <message>
        <source>Unlike what the model was trained on</source>
        <translation>Distinto de los datos de entrenamiento</translation>
    </message>
    <message>
        <source>Unpack the archive and choose the image inside; of Sentinel-1 products the .SAFE folder.</source>
        <translation>Descomprima el archivo comprimido y elija la imagen que contiene; en los productos Sentinel-1, la carpeta .SAFE.</translation>
    </message>
    <message>
        <source>Unpack the whole product, with its 'measurement' folder, and choose it again.</source>
        <translation>Descomprima todo el producto, con su carpeta «measurement», y elíjalo de nuevo.</translation>
    </message>
    <message>
        <source>Untick what cannot be there. The map never says it, and confidence is a share of the rest.</source>
        <translation>Desmarque lo que no puede haber. El mapa nunca lo asigna y la confianza es una parte del resto.</translation>
    </message>
    <message>
        <source>Update Sardino, or use a model made for this version.</source>
        <translation>Actualice Sardino, o use un modelo creado para esta versión.</translation>
    </message>
    <message>
        <source>Upper end of its 95 % interval</source>
        <translation>Extremo superior de su intervalo del 95 %</translation>
    </message>
    <message>
        <source>Use a .safetensors file made by Sardino; download or export it again.</source>
        <translation>Use un archivo .safetensors creado por Sardino; descárguelo o expórtelo de nuevo.</translation>
    </message>
    <message>
        <source>Use a model made or imported by Sardino.</source>
        <translation>Use un modelo creado o importado por Sardino.</translation>
    </message>
    <message>
        <source>Use an &amp;existing Python environment</source>
        <translation>Usar un entorno de Python e&amp;xistente</translation>
    </message>
    <message>
        <source>Use dates from one product type: all calibrated, or all in the same numbers.</source>
        <translation>Use fechas de un mismo tipo de producto: todas calibradas, o todas en los mismos números.</translation>
    </message>
    <message>
        <source>Use fewer scenes at a time.</source>
        <translation>Use menos escenas a la vez.</translation>
    </message>
    <message>
        <source>Use letters that every program can read; rename the file or folder that has such a name.</source>
        <translation>Use letras que todo programa pueda leer; cambie el nombre del archivo o la carpeta que lo lleve.</translation>
    </message>
    <message>
        <source>Use letters, numbers, dashes and underscores.</source>
        <translation>Use letras, números, guiones y guiones bajos.</translation>
    </message>
    <message>
        <source>Use letters, numbers, spaces, dashes and underscores, 100 at most.</source>
        <translation>Use letras, números, espacios, guiones y guiones bajos, 100 como máximo.</translation>
    </message>
    <message>
        <source>Use on the page 'Segment'</source>
        <translation>Usar en la página «Segmentar»</translation>
    </message>
    <message>
        <source>Use the fast mode, and check that no polygon has the wrong class.</source>
        <translation>Use el modo rápido, y compruebe que ningún polígono tenga una clase equivocada.</translation>
    </message>
    <message>
        <source>User's accuracy</source>
        <translation>Exactitud del usuario</translation>
    </message>
    <message>
        <source>VH or HV of the earlier layer, if separate</source>
        <translation>VH o HV de la capa anterior, si está aparte</translation>
    </message>
    <message>
        <source>VH or HV of the later layer, if separate</source>
        <translation>VH o HV de la capa posterior, si está aparte</translation>
    </message>
    <message>
        <source>Verifying in its place</source>
        <translation>Verificando en su ubicación definitiva</translation>
    </message>
    <message>
        <source>Verifying: running the model once</source>
        <translation>Verificando: se ejecuta el modelo una vez</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Versions, devices and the last errors, to copy, without private paths.</source>
        <translation>Versiones, dispositivos y últimos errores, para copiar, sin rutas privadas.</translation>
    </message>
    <message>
        <source>Wait until the other run has ended, or choose another folder.</source>
        <translation>Espere a que termine la otra ejecución, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>Esperando a que termine otra tarea</translation>
    </message>
    <message>
        <source>Wanted standard error</source>
        <translation>Error estándar deseado</translation>
    </message>
    <message>
        <source>Wanted standard error (percent)</source>
        <translation>Error estándar deseado (tanto por ciento)</translation>
    </message>
    <message>
        <source>Weakest class: {name} (F1 {value}).</source>
        <translation>Clase más débil: {name} (F1 {value}).</translation>
    </message>
    <message>
        <source>West must be less than east, and south less than north.</source>
        <translation>El oeste debe ser menor que el este, y el sur menor que el norte.</translation>
    </message>
    <message>
        <source>What becomes bands of the raster.</source>
        <translation>Lo que se convierte en bandas del ráster.</translation>
    </message>
    <message>
        <source>What changed between two radar layers of one place: classes, embeddings, backscatter.</source>
        <translation>Qué cambió entre dos capas de radar de un lugar: clases, representaciones, retrodispersión.</translation>
    </message>
    <message>
        <source>What computes the network. 'auto' takes the fastest that gives the same map.</source>
        <translation>Con qué se calcula la red. «auto» toma lo más rápido que dé el mismo mapa.</translation>
    </message>
    <message>
        <source>What computes the network. Automatic takes PyTorch on a GPU, and on a CPU the faster one. OpenVINO is only taken if it finds the same classes as PyTorch; this is checked once.</source>
        <translation>Lo que calcula la red. Automático toma PyTorch en una GPU y el más rápido en una CPU. OpenVINO solo se toma si encuentra las mismas clases que PyTorch; esto se comprueba una vez.</translation>
    </message>
    <message>
        <source>What each attention head of the transformer looks at, and their mean.</source>
        <translation>Lo que mira cada cabeza de atención del transformador, y su media.</translation>
    </message>
    <message>
        <source>What is marked as missing above has to be there first.</source>
        <translation>Antes tiene que estar lo que arriba figura como ausente.</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Lo que muestra el mapa</translation>
    </message>
    <message>
        <source>What the model is known to get wrong</source>
        <translation>En qué se sabe que falla el modelo</translation>
    </message>
    <message>
        <source>What the model sees in a scene, also where it knows no class</source>
        <translation>Lo que el modelo ve en una escena, también donde no conoce ninguna clase</translation>
    </message>
    <message>
        <source>What the network sees of a radar layer, kept for exploring it.</source>
        <translation>Lo que la red ve de una capa de radar, guardado para explorarla.</translation>
    </message>
    <message>
        <source>What the network tells apart in a radar layer, as a colour picture.</source>
        <translation>Lo que la red distingue en una capa de radar, como imagen en color.</translation>
    </message>
    <message>
        <source>What the pixel values are. 'auto' recognises it; 'db_x100' is decibels times 100, 'linear' power (sigma0, gamma0), 'dn' raw digital numbers of a GRD product, 'uint8' a stretched 8-bit picture.</source>
        <translation>Qué son los valores de píxel. «auto» lo reconoce; «db_x100» son decibelios por 100; «linear» es potencia (sigma0, gamma0); «dn», números digitales brutos de un producto GRD; «uint8», una imagen de 8 bits con contraste estirado.</translation>
    </message>
    <message>
        <source>What was written is complete. Ask for fewer scenes at a time.</source>
        <translation>Lo que se escribió está completo. Pida menos escenas a la vez.</translation>
    </message>
    <message>
        <source>What you expect of each class. Lower: more points.</source>
        <translation>Lo que espera de cada clase. Más bajo: más puntos.</translation>
    </message>
    <message>
        <source>When QGIS closes</source>
        <translation>Al cerrar QGIS</translation>
    </message>
    <message>
        <source>Where the input is Sentinel-1: contains modified Copernicus Sentinel data.</source>
        <translation>Si la entrada es Sentinel-1: contiene datos Copernicus Sentinel modificados.</translation>
    </message>
    <message>
        <source>Where the model runs when a job leaves it to 'automatic'. Automatic takes a GPU that works.</source>
        <translation>Dónde se ejecuta el modelo cuando una tarea lo deja en «automático». Automático toma una GPU que funcione.</translation>
    </message>
    <message>
        <source>Where to compute. 'auto' takes the GPU if there is one that Sardino can use.</source>
        <translation>Dónde se calcula. «auto» toma la GPU si hay alguna que Sardino pueda usar.</translation>
    </message>
    <message>
        <source>Where to keep the features. Empty: in Sardino's cache.</source>
        <translation>Dónde guardar las características. Vacío: en la caché de Sardino.</translation>
    </message>
    <message>
        <source>Where to label ne&amp;xt</source>
        <translation>Dónde et&amp;iquetar ahora</translation>
    </message>
    <message>
        <source>Where to label next</source>
        <translation>Dónde etiquetar a continuación</translation>
    </message>
    <message>
        <source>Where to write the model. Empty: among your models, where Sardino lists it.</source>
        <translation>Dónde se escribe el modelo. Vacío: entre sus modelos, donde Sardino lo muestra en la lista.</translation>
    </message>
    <message>
        <source>Whether it was there before (1 or 0)</source>
        <translation>Si ya existía (1 o 0)</translation>
    </message>
    <message>
        <source>Which layers to make.</source>
        <translation>Qué capas se crean.</translation>
    </message>
    <message>
        <source>Whole layer</source>
        <translation>Toda la capa</translation>
    </message>
    <message>
        <source>Why scenes failed: {path}</source>
        <translation>Por qué fallaron escenas: {path}</translation>
    </message>
    <message>
        <source>With a second layer for VH or HV, only one scene can be learned from</source>
        <translation>Con una segunda capa para VH o HV, solo se puede aprender de una escena</translation>
    </message>
    <message>
        <source>With the new model; and with the base model too if its map is not there yet, to compare.</source>
        <translation>Con el modelo nuevo; y también con el modelo base si su mapa aún no existe, para comparar.</translation>
    </message>
    <message>
        <source>Without a georeference the areas of the classes are not known.</source>
        <translation>Sin georreferencia no se conocen las superficies de las clases.</translation>
    </message>
    <message>
        <source>Without a georeference the areas of the segments are not known.</source>
        <translation>Sin georreferencia no se conocen las superficies de los segmentos.</translation>
    </message>
    <message>
        <source>Without internet, Python itself cannot be fetched.</source>
        <translation>Sin internet no se puede descargar Python.</translation>
    </message>
    <message>
        <source>Write NAME=VALUE, such as queue=gpu.</source>
        <translation>Escriba NOMBRE=VALOR, por ejemplo queue=gpu.</translation>
    </message>
    <message>
        <source>Write a report …</source>
        <translation>Escribir un informe …</translation>
    </message>
    <message>
        <source>Write class=share with a share above 0, each class once: 10=0.3, 40=0.5, 80=0.2. Leave out a class that cannot be there.</source>
        <translation>Escriba clase=parte con una parte mayor que 0, cada clase una vez: 10=0.3, 40=0.5, 80=0.2. Omita una clase que no puede estar.</translation>
    </message>
    <message>
        <source>Write codes or names with commas between them: 10, 40, 80.</source>
        <translation>Escriba códigos o nombres separados por comas: 10, 40, 80.</translation>
    </message>
    <message>
        <source>Write numbers with commas: 50, 80.</source>
        <translation>Escriba números separados por comas: 50, 80.</translation>
    </message>
    <message>
        <source>Write them like this: {example}</source>
        <translation>Escríbalas así: {example}</translation>
    </message>
    <message>
        <source>Writes all of it to a CSV or HTML file.</source>
        <translation>Lo escribe todo en un archivo CSV o HTML.</translation>
    </message>
    <message>
        <source>Writes the attention of the held place to a small file.</source>
        <translation>Escribe la atención del lugar fijado en un archivo pequeño.</translation>
    </message>
    <message>
        <source>Writes the colours of the whole scene to a file.</source>
        <translation>Escribe los colores de toda la escena en un archivo.</translation>
    </message>
    <message>
        <source>Writes the map of the whole scene and its confidence to files.</source>
        <translation>Escribe el mapa de toda la escena y su confianza en archivos.</translation>
    </message>
    <message>
        <source>Writes the segments that have a name as a land cover, with legend and areas. A new file.</source>
        <translation>Escribe los segmentos que tienen nombre como cobertura del suelo, con leyenda y superficies. Un archivo nuevo.</translation>
    </message>
    <message>
        <source>Writes the similarity of the whole scene to a file.</source>
        <translation>Escribe la similitud de toda la escena en un archivo.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Escribiendo</translation>
    </message>
    <message>
        <source>Writing the features</source>
        <translation>Escribiendo las características</translation>
    </message>
    <message>
        <source>Writing the points</source>
        <translation>Escribiendo los puntos</translation>
    </message>
    <message>
        <source>Writing the raster</source>
        <translation>Escribiendo el ráster</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Escribiendo el informe</translation>
    </message>
    <message>
        <source>Written to {}.</source>
        <translation>Se ha escrito en {}.</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Escrito: {file}</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonas</translation>
    </message>
    <message>
        <source>Zones (polygons)</source>
        <translation>Zonas (polígonos)</translation>
    </message>
    <message>
        <source>Zoom or draw so that the extent overlaps the layer, and check both coordinate systems.</source>
        <translation>Acerque o aleje la vista, o dibuje, de modo que la extensión se solape con la capa, y compruebe ambos sistemas de coordenadas.</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>quedan unos segundos</translation>
    </message>
    <message>
        <source>a stratified random sample (Stehman 2014; Olofsson et al. 2014)</source>
        <translation>una muestra aleatoria estratificada (Stehman 2014; Olofsson et al. 2014)</translation>
    </message>
    <message>
        <source>accuracy,validation,confusion matrix,area,estimate,confidence interval,Olofsson,Stehman,kappa</source>
        <translation>exactitud,validación,matriz de confusión,superficie,estimación,intervalo de confianza,Olofsson,Stehman,kappa</translation>
    </message>
    <message>
        <source>amplitude</source>
        <translation>amplitud</translation>
    </message>
    <message>
        <source>an 8-bit stretched amplitude image</source>
        <translation>una imagen de amplitud de 8 bits con contraste estirado</translation>
    </message>
    <message>
        <source>as the file declares</source>
        <translation>como declara el archivo</translation>
    </message>
    <message>
        <source>at most </source>
        <translation>como máximo </translation>
    </message>
    <message>
        <source>backscatter</source>
        <translation>retrodispersión</translation>
    </message>
    <message>
        <source>below {limit:g}</source>
        <translation>menos de {limit:g}</translation>
    </message>
    <message>
        <source>beside the plugin (.venv)</source>
        <translation>junto al complemento (.venv)</translation>
    </message>
    <message>
        <source>bf16 and fp16 are faster where the device supports them; fp32 is exact.</source>
        <translation>bf16 y fp16 son más rápidos donde el dispositivo los admite; fp32 es exacto.</translation>
    </message>
    <message>
        <source>bf16 and fp16 are faster where the device supports them; fp32 is exact. No CPU takes fp16.</source>
        <translation>bf16 y fp16 son más rápidos donde el dispositivo los admite; fp32 es exacto. Ninguna CPU admite fp16.</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>cambiado</translation>
    </message>
    <message>
        <source>chosen by the user ({name})</source>
        <translation>elegido por el usuario ({name})</translation>
    </message>
    <message>
        <source>co-pol</source>
        <translation>copolarización</translation>
    </message>
    <message>
        <source>cross-pol</source>
        <translation>polarización cruzada</translation>
    </message>
    <message>
        <source>date unknown</source>
        <translation>fecha desconocida</translation>
    </message>
    <message>
        <source>familiar</source>
        <translation>familiar</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de</translation>
    </message>
    <message>
        <source>ground resolution unknown</source>
        <translation>resolución en el terreno desconocida</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>held-out mIoU</source>
        <translation>mIoU (reservados)</translation>
    </message>
    <message>
        <source>high</source>
        <translation>alta</translation>
    </message>
    <message>
        <source>it does not answer like a Python</source>
        <translation>no responde como un Python</translation>
    </message>
    <message>
        <source>it is a 32-bit Python</source>
        <translation>es un Python de 32 bits</translation>
    </message>
    <message>
        <source>it is a colour picture (red, green, blue)</source>
        <translation>es una imagen en color (rojo, verde, azul)</translation>
    </message>
    <message>
        <source>it is a free-threaded build</source>
        <translation>es una compilación de hilos libres (free-threaded)</translation>
    </message>
    <message>
        <source>it is a map with a colour table</source>
        <translation>es un mapa con tabla de colores</translation>
    </message>
    <message>
        <source>it is made for ARM; on Windows the model needs a Python for x86-64</source>
        <translation>está hecho para ARM; en Windows el modelo necesita un Python para x86-64</translation>
    </message>
    <message>
        <source>it is made for Intel processors; there is no PyTorch for them any more</source>
        <translation>está hecho para procesadores Intel; ya no hay PyTorch para ellos</translation>
    </message>
    <message>
        <source>it is not CPython</source>
        <translation>no es CPython</translation>
    </message>
    <message>
        <source>its values hardly vary</source>
        <translation>sus valores apenas varían</translation>
    </message>
    <message>
        <source>its venv module is missing</source>
        <translation>falta su módulo venv</translation>
    </message>
    <message>
        <source>linear {quantity}</source>
        <translation>{quantity} lineal</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>pérdida</translation>
    </message>
    <message>
        <source>low</source>
        <translation>baja</translation>
    </message>
    <message>
        <source>mIoU</source>
        <translation>mIoU</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (estimate from {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, exactitud {accuracy:.0f} %, kappa {kappa:.2f} (estimación a partir de {polygons} polígonos)</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (held-out, {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, exactitud {accuracy:.0f} %, kappa {kappa:.2f} ({polygons} polígonos reservados)</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (over {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, exactitud {accuracy:.0f} %, kappa {kappa:.2f} (en {polygons} polígonos)</translation>
    </message>
    <message>
        <source>macOS application</source>
        <translation>aplicación de macOS</translation>
    </message>
    <message>
        <source>made by Sardino ({name})</source>
        <translation>creado por Sardino ({name})</translation>
    </message>
    <message>
        <source>minimum mapping unit,sieve,speckle,majority,filter,smooth,land cover,generalise</source>
        <translation>unidad mínima cartografiable,tamizar,moteado,mayoría,filtro,suavizar,cobertura del suelo,generalizar</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>sin respuesta a tiempo</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nada más</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>píxeles</translation>
    </message>
    <message>
        <source>points, taken for a random sample within each class of the map</source>
        <translation>puntos, tomados por una muestra aleatoria en cada clase del mapa</translation>
    </message>
    <message>
        <source>polygonize,vectorise,vectorize,polygons,GeoPackage,topology,land cover,area</source>
        <translation>poligonizar,vectorizar,vector,polígonos,GeoPackage,topología,cobertura del suelo,superficie</translation>
    </message>
    <message>
        <source>polygons, each one unit (ratio estimator over clusters)</source>
        <translation>polígonos, cada uno una unidad (estimador de razón por conglomerados)</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>propuesto</translation>
    </message>
    <message>
        <source>raw digital numbers</source>
        <translation>números digitales brutos</translation>
    </message>
    <message>
        <source>report,html,pdf,print,areas,legend,accuracy,provenance,model card,land cover</source>
        <translation>informe,html,pdf,impresión,superficies,leyenda,exactitud,origen,modelo,cobertura del suelo</translation>
    </message>
    <message>
        <source>sample,random,stratified,accuracy,validation,reference,points,Olofsson,Cochran</source>
        <translation>muestra,aleatoria,estratificada,exactitud,validación,referencia,puntos,Olofsson,Cochran</translation>
    </message>
    <message>
        <source>sar,radar,PCA,principal components,RGB,colour,picture,embeddings,explore</source>
        <translation>sar,radar,PCA,ACP,componentes principales,RGB,color,imagen,representaciones,explorar</translation>
    </message>
    <message>
        <source>sar,radar,accuracy,confusion matrix,f1,iou,kappa,validation,test,model,score</source>
        <translation>sar,radar,exactitud,matriz de confusión,f1,iou,kappa,validación,prueba,evaluar,modelo,métrica</translation>
    </message>
    <message>
        <source>sar,radar,active learning,uncertainty,labels,sampling,points,model</source>
        <translation>sar,radar,aprendizaje activo,incertidumbre,etiquetas,muestreo,puntos,modelo</translation>
    </message>
    <message>
        <source>sar,radar,change,flood,difference,from-to,matrix,log ratio,dates,before,after</source>
        <translation>sar,radar,cambio,inundación,diferencia,matriz,razón logarítmica,fechas,antes,después</translation>
    </message>
    <message>
        <source>sar,radar,clustering,k-means,unsupervised,classification,segments,embeddings,explore</source>
        <translation>sar,radar,agrupamiento,clustering,k-means,no supervisada,clasificación,segmentos,representaciones,explorar</translation>
    </message>
    <message>
        <source>sar,radar,embeddings,features,tokens,attention,transformer,cache,explore</source>
        <translation>sar,radar,representaciones,características,tokens,atención,transformador,caché,explorar</translation>
    </message>
    <message>
        <source>sar,radar,familiarity,area of applicability,out of distribution,novelty,trust,embeddings</source>
        <translation>sar,radar,familiaridad,área de aplicabilidad,fuera de distribución,novedad,confianza,representaciones</translation>
    </message>
    <message>
        <source>sar,radar,labels,polygons,training data,check,count</source>
        <translation>sar,radar,etiquetas,polígonos,datos de entrenamiento,comprobar,contar</translation>
    </message>
    <message>
        <source>sar,radar,multitemporal,speckle,mean,average,stack,time series,standard deviation</source>
        <translation>sar,radar,multitemporal,moteado,media,promedio,pila,serie temporal,desviación típica</translation>
    </message>
    <message>
        <source>sar,radar,sentinel-1,archive,batch,many,folder,list,land cover,stac,resume</source>
        <translation>SAR,radar,Sentinel-1,archivo,lote,muchas,carpeta,lista,cobertura del suelo,STAC,continuar</translation>
    </message>
    <message>
        <source>sar,radar,sentinel-1,land cover,segmentation,classification,attention,dino,vit</source>
        <translation>sar,radar,sentinel-1,cobertura del suelo,segmentación,clasificación,atención,dino,vit</translation>
    </message>
    <message>
        <source>sar,radar,similarity,search,find,examples,embeddings,few-shot,detection,explore</source>
        <translation>sar,radar,similitud,buscar,encontrar,ejemplos,representaciones,few-shot,detección,explorar</translation>
    </message>
    <message>
        <source>sar,radar,stack,bands,texture,attention,embeddings,dzetsaka,SCP,EnMAP-Box,Orfeo,random forest</source>
        <translation>sar,radar,pila,bandas,textura,atención,representaciones,dzetsaka,SCP,EnMAP-Box,Orfeo,random forest,bosque aleatorio</translation>
    </message>
    <message>
        <source>sar,radar,train,training,learn,labels,polygons,classification,model,fine-tune</source>
        <translation>sar,radar,entrenar,entrenamiento,aprender,etiquetas,polígonos,clasificación,modelo,ajuste fino</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>señal {number}</translation>
    </message>
    <message>
        <source>status {number}</source>
        <translation>estado {number}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>paso</translation>
    </message>
    <message>
        <source>strange</source>
        <translation>extraño</translation>
    </message>
    <message>
        <source>the chosen band is named as something else than backscatter</source>
        <translation>el nombre de la banda elegida indica algo distinto de la retrodispersión</translation>
    </message>
    <message>
        <source>the disk is full, or the file cannot be written</source>
        <translation>el disco está lleno, o el archivo no se puede escribir</translation>
    </message>
    <message>
        <source>the layer's name</source>
        <translation>el nombre de la capa</translation>
    </message>
    <message>
        <source>the model needs Python {oldest} to {newest}</source>
        <translation>el modelo necesita Python {oldest} a {newest}</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>uncalibrated intensity</source>
        <translation>intensidad sin calibrar</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>sin cambios</translation>
    </message>
    <message>
        <source>unfamiliar</source>
        <translation>no familiar</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>uv fetched a Python that does not run.</source>
        <translation>uv descargó un Python que no se ejecuta.</translation>
    </message>
    <message>
        <source>writing error {number}</source>
        <translation>error de escritura {number}</translation>
    </message>
    <message>
        <source>zonal,statistics,histogram,area,hectares,districts,table</source>
        <translation>zonal,estadísticas,histograma,superficie,hectáreas,distritos,tabla</translation>
    </message>
    <message>
        <source>{bands}, calibrated</source>
        <translation>{bands}, calibrado</translation>
    </message>
    <message>
        <source>{bands}, not calibrated</source>
        <translation>{bands}, sin calibrar</translation>
    </message>
    <message>
        <source>{count:,} pixels of '{true}' were taken for '{predicted}'.</source>
        <translation>{count:,} píxeles de «{true}» se tomaron por «{predicted}».</translation>
    </message>
    <message>
        <source>{count:,} polygons, {area:,.1f} ha</source>
        <translation>{count:,} polígonos, {area:,.1f} ha</translation>
    </message>
    <message>
        <source>{count:,} polygons, {area} ha</source>
        <translation>{count:,} polígonos, {area} ha</translation>
    </message>
    <message>
        <source>{count:.0f} k</source>
        <translation>{count:.0f} k</translation>
    </message>
    <message>
        <source>{count} M</source>
        <translation>{count} M</translation>
    </message>
    <message>
        <source>{count} dates averaged.</source>
        <translation>{count} fechas promediadas.</translation>
    </message>
    <message>
        <source>{count} have no class in the chosen field.</source>
        <translation>{count} no tienen clase en el campo elegido.</translation>
    </message>
    <message>
        <source>{count} have no usable geometry.</source>
        <translation>{count} no tienen geometría utilizable.</translation>
    </message>
    <message>
        <source>{count} lie outside the map.</source>
        <translation>{count} están fuera del mapa.</translation>
    </message>
    <message>
        <source>{count} lie where the map has no class.</source>
        <translation>{count} están donde el mapa no tiene clase.</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>{count} píxeles</translation>
    </message>
    <message>
        <source>{count} places to label next, the most helpful first.</source>
        <translation>{count} lugares por etiquetar, primero los más útiles.</translation>
    </message>
    <message>
        <source>{count} places to label next.</source>
        <translation>{count} lugares por etiquetar.</translation>
    </message>
    <message>
        <source>{count} points. Say what is there under 'Interpret'.</source>
        <translation>{count} puntos. Diga qué hay allí en «Interpretar».</translation>
    </message>
    <message>
        <source>{count} polygons. Check them, then choose the layer on the page 'Fine-tune'.</source>
        <translation>{count} polígonos. Compruébelos y elija después la capa en la página «Ajuste fino».</translation>
    </message>
    <message>
        <source>{count} polygons. Draw more, or choose the layer on the page 'Fine-tune'.</source>
        <translation>{count} polígonos. Dibuje más, o elija la capa en la página «Ajuste fino».</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>{count} muestras</translation>
    </message>
    <message>
        <source>{count} segments. Say what they are in the table.</source>
        <translation>{count} segmentos. Diga en la tabla qué son.</translation>
    </message>
    <message>
        <source>{count} segments: of 3 to 12, this number has the best silhouette ({value}). Say what they are.</source>
        <translation>{count} segmentos: de 3 a 12, este número tiene la mejor silueta ({value}). Diga qué son.</translation>
    </message>
    <message>
        <source>{count} zones have no usable polygon.</source>
        <translation>{count} zonas no tienen polígono utilizable.</translation>
    </message>
    <message>
        <source>{count} zones with a class. The table is in the project.</source>
        <translation>{count} zonas con clase. La tabla está en el proyecto.</translation>
    </message>
    <message>
        <source>{done} scenes made, {skipped} were finished before, {failed} failed.</source>
        <translation>{done} escenas hechas, {skipped} ya estaban terminadas, {failed} fallaron.</translation>
    </message>
    <message>
        <source>{file} arrived damaged: it is not the file that the package index promises.</source>
        <translation>{file} llegó dañado: no es el archivo que promete el índice de paquetes.</translation>
    </message>
    <message>
        <source>{file} cannot be opened</source>
        <translation>{file} no se puede abrir</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {reason}</source>
        <translation>{file} no se puede abrir: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be written</source>
        <translation>{file} no se puede escribir</translation>
    </message>
    <message>
        <source>{file} exists already.</source>
        <translation>{file} ya existe.</translation>
    </message>
    <message>
        <source>{file} holds no accuracy: {reason}</source>
        <translation>{file} no contiene ninguna exactitud: {reason}</translation>
    </message>
    <message>
        <source>{file} holds no polygons that QGIS can read.</source>
        <translation>{file} no contiene polígonos que QGIS pueda leer.</translation>
    </message>
    <message>
        <source>{file} in the folder of packages is not the file that it should be.</source>
        <translation>{file}, en la carpeta de paquetes, no es el archivo que debería ser.</translation>
    </message>
    <message>
        <source>{file} is not the file that Sardino was made with.</source>
        <translation>{file} no es el archivo con el que se hizo Sardino.</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} y {second}</translation>
    </message>
    <message>
        <source>{free:.1f} GB free, about {needed:.1f} GB needed</source>
        <translation>{free:.1f} GB libres, se necesitan unos {needed:.1f} GB</translation>
    </message>
    <message>
        <source>{gpu}, {size:.0f} GB, driver {driver}</source>
        <translation>{gpu}, {size:.0f} GB, controlador {driver}</translation>
    </message>
    <message>
        <source>{gpu}: too old a driver for PyTorch. Update it to use the GPU.</source>
        <translation>{gpu}: controlador demasiado antiguo para PyTorch. Actualícelo para usar la GPU.</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02d} min</source>
        <translation>{hours} h {minutes:02d} min</translation>
    </message>
    <message>
        <source>{index} answers</source>
        <translation>{index} responde</translation>
    </message>
    <message>
        <source>{index} cannot be reached: {reason}. See 'Other ways' below.</source>
        <translation>No se puede acceder a {index}: {reason}. Vea «Otras opciones» más abajo.</translation>
    </message>
    <message>
        <source>{index} through the proxy {proxy}</source>
        <translation>{index} mediante el proxy {proxy}</translation>
    </message>
    <message>
        <source>{index}: packages need an HTTP proxy, SOCKS may not work.</source>
        <translation>{index}: los paquetes necesitan un proxy HTTP; puede que SOCKS no funcione.</translation>
    </message>
    <message>
        <source>{limit:g} and above</source>
        <translation>{limit:g} y más</translation>
    </message>
    <message>
        <source>{low:g} to {high:g}</source>
        <translation>de {low:g} a {high:g}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message>
        <source>{machine}: there is no PyTorch for this processor any more.</source>
        <translation>{machine}: ya no hay PyTorch para este procesador.</translation>
    </message>
    <message>
        <source>{map} (cleaned)</source>
        <translation>{map} (limpio)</translation>
    </message>
    <message>
        <source>{map} (named)</source>
        <translation>{map} (con nombres)</translation>
    </message>
    <message>
        <source>{map} (polygons)</source>
        <translation>{map} (polígonos)</translation>
    </message>
    <message>
        <source>{map} (sample)</source>
        <translation>{map} (muestra)</translation>
    </message>
    <message>
        <source>{mean:.0f} % (not an accuracy); below {limit} % on {low} % of the area</source>
        <translation>{mean:.0f} % (no es una exactitud); menos de {limit} % en el {low} % del área</translation>
    </message>
    <message>
        <source>{memory:.1f} GB of memory</source>
        <translation>{memory:.1f} GB de memoria</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min {seconds:02d} s</source>
        <translation>{minutes} min {seconds:02d} s</translation>
    </message>
    <message>
        <source>{name} (automatic)</source>
        <translation>{name} (automático)</translation>
    </message>
    <message>
        <source>{name} (cannot be read)</source>
        <translation>{name} (ilegible)</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (predeterminado)</translation>
    </message>
    <message>
        <source>{name} (not found here)</source>
        <translation>{name} (no se encuentra aquí)</translation>
    </message>
    <message>
        <source>{name} (polygons: {polygons}, pixels: {pixels:,})</source>
        <translation>{name} (polígonos: {polygons}, píxeles: {pixels:,})</translation>
    </message>
    <message>
        <source>{name} exists already, and labels are never replaced. Open it and go on labelling?</source>
        <translation>{name} ya existe, y las etiquetas nunca se sustituyen. ¿Abrirlo y seguir etiquetando?</translation>
    </message>
    <message>
        <source>{name} – {disk:.1f} GB on disk</source>
        <translation>{name} – {disk:.1f} GB en disco</translation>
    </message>
    <message>
        <source>{name} – {size} to download, {disk:.1f} GB on disk</source>
        <translation>{name} – {size} de descarga, {disk:.1f} GB en disco</translation>
    </message>
    <message>
        <source>{oldest} to {newest}</source>
        <translation>{oldest} a {newest}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another place.</source>
        <translation>No se puede escribir {path}: {reason}. Elija otro lugar.</translation>
    </message>
    <message>
        <source>{pixels:,} valid pixels in {seconds:.1f} s on {device} ({precision})</source>
        <translation>{pixels:,} píxeles válidos en {seconds:.1f} s con {device} ({precision})</translation>
    </message>
    <message>
        <source>{pixels} pixels lie in small patches that touch no other class; they stay.</source>
        <translation>{pixels} píxeles están en manchas pequeñas que no tocan otra clase; quedan.</translation>
    </message>
    <message>
        <source>{pixels} pixels of it are one unit; {most} are the most.</source>
        <translation>{pixels} de sus píxeles son una unidad; {most} son el máximo.</translation>
    </message>
    <message>
        <source>{polygons} polygons: the class's score will be rough. {enough} or more are better.</source>
        <translation>{polygons} polígonos: las métricas de la clase serán poco fiables. Mejor {enough} o más.</translation>
    </message>
    <message>
        <source>{python}: it is only read; after an update of QGIS, set up again</source>
        <translation>{python}: solo se lee; tras actualizar QGIS, configure de nuevo</translation>
    </message>
    <message>
        <source>{quantity} in calibrated numbers</source>
        <translation>{quantity} en números digitales calibrados</translation>
    </message>
    <message>
        <source>{quantity} in dB</source>
        <translation>{quantity} en dB</translation>
    </message>
    <message>
        <source>{quantity} in dB x {times}</source>
        <translation>{quantity} en dB x {times}</translation>
    </message>
    <message>
        <source>{scene} (attention of a place)</source>
        <translation>{scene} (atención de un lugar)</translation>
    </message>
    <message>
        <source>{scene} (feature stack)</source>
        <translation>{scene} (pila de características)</translation>
    </message>
    <message>
        <source>{scene} (principal colours)</source>
        <translation>{scene} (colores principales)</translation>
    </message>
    <message>
        <source>{scene} (segments)</source>
        <translation>{scene} (segmentos)</translation>
    </message>
    <message>
        <source>{scene} (similar from {percent:.0f} %)</source>
        <translation>{scene} (similar desde el {percent:.0f} %)</translation>
    </message>
    <message>
        <source>{scene} (similar places)</source>
        <translation>{scene} (lugares similares)</translation>
    </message>
    <message>
        <source>{scene} (taught)</source>
        <translation>{scene} (enseñada)</translation>
    </message>
    <message>
        <source>{scene} (taught, confidence)</source>
        <translation>{scene} (enseñada, confianza)</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{share:.0f} % of the ground is unlike anything that the model was trained on.</source>
        <translation>El {share:.0f} % del terreno es distinto de todo aquello con lo que se entrenó el modelo.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the map lies in classes or strata that were never sampled; no figure is about them.</source>
        <translation>{share:.1f} % del mapa está en clases o estratos de los que no se sacó nada; ninguna cifra habla de ellos.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels changed.</source>
        <translation>{share:.1f} % de los píxeles cambió.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels have another class.</source>
        <translation>El {share:.1f} % de los píxeles tiene otra clase.</translation>
    </message>
    <message>
        <source>{share} % of the area</source>
        <translation>{share} % de la superficie</translation>
    </message>
    <message>
        <source>{share} % of the layer is unlike the training data ({usual} % of training ground is).</source>
        <translation>El {share} % de la capa es distinto de los datos de entrenamiento (en el terreno de entrenamiento lo es el {usual} %).</translation>
    </message>
    <message>
        <source>{share} % of this scene is unlike anything the model was trained on: expect mistakes there; fine-tune or explore.</source>
        <translation>El {share} % de esta escena es distinto de todo aquello con lo que se entrenó el modelo: ahí cabe esperar errores; haga un ajuste fino o explore.</translation>
    </message>
    <message>
        <source>{size:.0f} GB</source>
        <translation>{size:.0f} GB</translation>
    </message>
    <message>
        <source>{size:.0f} MB</source>
        <translation>{size:.0f} MB</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size} GB</translation>
    </message>
    <message>
        <source>{size} on the ground</source>
        <translation>{size} en el terreno</translation>
    </message>
    <message>
        <source>{size}: large scenes may not fit; 4 GB are advised</source>
        <translation>{size}: puede que las escenas grandes no quepan; se aconsejan 4 GB</translation>
    </message>
    <message>
        <source>{stratum}: {points} of {pixels} pixels</source>
        <translation>{stratum}: {points} de {pixels} píxeles</translation>
    </message>
    <message>
        <source>{system} on {machine}, QGIS as {kind}</source>
        <translation>{system} en {machine}, QGIS como {kind}</translation>
    </message>
    <message>
        <source>{threshold:.2f}; {false:.0f} % of unchanged ground lies above it</source>
        <translation>{threshold:.2f}; el {false:.0f} % del suelo sin cambio está por encima</translation>
    </message>
    <message>
        <source>{time} on {device}</source>
        <translation>{time} con {device}</translation>
    </message>
    <message>
        <source>{versions}: {model} ran on {device} ({precision}) in {seconds:.2f} s</source>
        <translation>{versions}: {model} se ejecutó con {device} ({precision}) en {seconds:.2f} s</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} km is too much to ask of a map server.</source>
        <translation>{width:.0f} × {height:.0f} km es demasiado para pedirlo a un servidor de mapas.</translation>
    </message>
    <message>
        <source>{} h left</source>
        <translation>quedan {} h</translation>
    </message>
    <message>
        <source>{} min left</source>
        <translation>quedan {} min</translation>
    </message>
    <message>
        <source>{} s left</source>
        <translation>quedan {} s</translation>
    </message>
</context>
</TS>
