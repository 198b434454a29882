releasePipeline {
    triggers {
        push { branches include: ['main' }
    }
}
