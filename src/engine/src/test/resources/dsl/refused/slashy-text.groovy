releasePipeline {
    triggers { push { branches include: [/release\/.*/] } }
}
